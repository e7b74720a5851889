from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('posture', '0002_policy'),
    ]

    operations = [
        migrations.AddField(
            model_name='domain',
            name='records',
            field=models.JSONField(default=dict, help_text='SPF, DMARC and consent at the last look, as lists of texts'),
        ),
    ]
