from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailing", "0007_content")]

    operations = [
        migrations.AddField(
            "carrier",
            "on_wire",
            models.TextField(
                default="", help_text="Numbers of the deliveries that have left and have no answer yet"
            ),
        ),
        migrations.AddField(
            "carrier",
            "handed_over",
            models.TextField(
                default="", help_text="Numbers of those that the server took, and that are not yet marked so"
            ),
        ),
    ]
