from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("shield", "0011_incidents_stand")]

    operations = [
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="shield_incident_never_in_itself",
            ),
        ),
    ]
