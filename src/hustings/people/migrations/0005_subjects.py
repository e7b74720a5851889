"""Each answer that was written before the chain gets its subject and a salt; the next run seals them."""

from django.db import migrations

_SALT = {"postgresql": "uuid_send(gen_random_uuid())", "sqlite": "randomblob(16)"}


def fill(apps, schema_editor):
    schema_editor.execute(
        f"""
        UPDATE people_consententry
        SET salt = {_SALT[schema_editor.connection.vendor]},
            subject = (SELECT uid FROM people_person WHERE people_person.id = people_consententry.person_id)
        WHERE salt IS NULL
        """
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0004_people_at_scale")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
