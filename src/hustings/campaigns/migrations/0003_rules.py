import django.core.validators
from django.db import migrations, models

import hustings.campaigns.models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_measure")]

    operations = [
        migrations.AddField(
            "campaign",
            "country",
            models.CharField(
                blank=True,
                choices=hustings.campaigns.models.countries,
                default="",
                help_text="Electoral silence and quiet hours are kept by them. Empty: none are kept",
                max_length=2,
                verbose_name="country whose rules hold",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "campaign",
            "most_mails",
            models.PositiveSmallIntegerField(
                blank=True,
                help_text="Of everything that the campaign sends, but for answers to what they did. Empty: any number",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(1000),
                ],
                verbose_name="at most so many mails to one person",
            ),
        ),
        migrations.AddField(
            "campaign",
            "most_days",
            models.PositiveSmallIntegerField(
                default=7,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(366),
                ],
                verbose_name="in so many days",
            ),
        ),
    ]
