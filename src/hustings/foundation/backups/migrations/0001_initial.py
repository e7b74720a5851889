import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Restoration',
            fields=[
                ('name', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField(help_text='When the backup was made')),
                ('restored_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(help_text='When files and search index had followed', null=True)),
            ],
        ),
    ]
