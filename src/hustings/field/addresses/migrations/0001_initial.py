import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('territories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('code', models.CharField(help_text='In France that of INSEE, of the arrondissement', max_length=12, primary_key=True, serialize=False, verbose_name='code')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('name_key', hustings.foundation.lib.sql.key_fields.KeyField(editable=False, help_text='The name as lists sort and compare it', max_length=200)),
                ('n_buildings', models.PositiveIntegerField(default=0, verbose_name='buildings')),
                ('n_homes', models.PositiveIntegerField(default=0, verbose_name='homes')),
                ('zone', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'municipality',
                'verbose_name_plural': 'municipalities',
                'ordering': ['name_key', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Building',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(blank=True, max_length=20, verbose_name='number')),
                ('street', models.CharField(blank=True, max_length=200, verbose_name='street')),
                ('number_key', hustings.foundation.lib.sql.key_fields.KeyField(editable=False, max_length=20)),
                ('address_key', hustings.foundation.lib.sql.key_fields.KeyField(editable=False, help_text='As lists sort and compare it', max_length=250)),
                ('postcode', models.CharField(blank=True, max_length=12, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=100, verbose_name='town')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                ('homes', models.PositiveIntegerField(blank=True, help_text='An estimate is enough. Turfs are sized by it.', null=True, verbose_name='homes')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(help_text='When somebody last changed it by hand', null=True)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='buildings', to='addresses.municipality', verbose_name='municipality')),
            ],
            options={
                'verbose_name': 'building',
                'verbose_name_plural': 'buildings',
            },
        ),
        migrations.CreateModel(
            name='Door',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('stair', models.CharField(blank=True, max_length=40, verbose_name='staircase')),
                ('floor', models.CharField(blank=True, max_length=40, verbose_name='floor')),
                ('label', models.CharField(blank=True, max_length=60, verbose_name='door')),
                ('floor_order', models.SmallIntegerField(default=0, editable=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('building', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='doors', to='addresses.building')),
            ],
            options={
                'verbose_name': 'door',
                'verbose_name_plural': 'doors',
                'ordering': ['stair', 'floor_order', 'label', 'id'],
                'indexes': [models.Index(fields=['building', 'stair', 'floor_order', 'label'], name='doors_of_building')],
            },
        ),
        migrations.AddIndex(
            model_name='municipality',
            index=models.Index(fields=['name_key', 'code'], name='municipalities_by_name'),
        ),
        migrations.AddIndex(
            model_name='building',
            index=models.Index(fields=['municipality', 'address_key', 'id'], name='buildings_by_address'),
        ),
        migrations.AddIndex(
            model_name='building',
            index=models.Index(fields=['address_key', 'id'], name='buildings_by_street'),
        ),
    ]
