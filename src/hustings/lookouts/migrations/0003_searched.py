from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('lookouts', '0002_lookalikes'),
    ]

    operations = [
        migrations.AddField(
            model_name='habit',
            name='searched',
            field=models.JSONField(default=dict, help_text='Files of the folder: size and time of change'),
        ),
    ]
