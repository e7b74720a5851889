"""How an absorbed record alone was known, so that lines about it go along when the two are parted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Merges of before know what still is there."""

    dependencies = [("people", "0023_dead_emails")]

    operations = [
        migrations.AddField(
            model_name="merge",
            name="known",
            field=models.JSONField(
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                help_text="How the absorbed one alone was known: addresses, keys, numbers, places",
            ),
        )
    ]
