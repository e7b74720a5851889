import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('territories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Station',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('municipality', models.CharField(max_length=12, verbose_name='code of the municipality')),
                ('number', models.CharField(max_length=12, verbose_name='number of the station')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='municipality')),
                ('place_key', models.CharField(editable=False, help_text='As lists sort and compare it', max_length=120)),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('name_key', models.CharField(editable=False, help_text='As search compares it', max_length=200)),
                ('zone', models.ForeignKey(blank=True, help_text='Its own territory where one is loaded; else its municipality', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'polling station',
                'verbose_name_plural': 'polling stations',
                'ordering': ['place_key', 'municipality', 'number'],
                'indexes': [models.Index(fields=['place_key', 'municipality', 'number'], name='stations_by_place')],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'number'), name='one_station_per_number')],
            },
        ),
    ]
