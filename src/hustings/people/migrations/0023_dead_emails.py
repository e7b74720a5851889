from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0022_people_by_birth_and_name")]

    operations = [
        migrations.AddIndex(
            "email",
            models.Index(fields=["id"], condition=models.Q(status="bouncing"), name="people_by_dead_email"),
        )
    ]
