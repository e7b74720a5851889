"""A cap on test letters."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailing", "0036_team")]
    operations = [
        migrations.AddField(
            model_name="precaution",
            name="tests_per_hour",
            field=models.PositiveSmallIntegerField(
                db_default=30,
                default=30,
                help_text="Whoever may not send mailings sends them to members of the team alone",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(1000),
                ],
                verbose_name="test letters that one person may send in an hour",
            ),
        ),
    ]
