import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('addresses', '0001_initial'),
        ('stations', '0001_initial'),
        ('territories', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('size', models.PositiveSmallIntegerField(default=60, help_text='Turfs have up to a fifth more or fewer. A team of two visits about 60 in two hours.', validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(500)], verbose_name='homes in a turf')),
                ('outline', models.JSONField(default=list, help_text='Corners of [longitude, latitude]; none: all of the territory')),
                ('barriers', models.JSONField(default=list, help_text='Lines of [longitude, latitude] that nobody walks across')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('cut_at', models.DateTimeField(help_text='None while it is being cut', null=True)),
                ('problem', models.CharField(blank=True, choices=[('empty', 'No building with a place on the map is known in this area. Add addresses first.'), ('too_many', 'There are too many buildings in this area. Draw a smaller one.'), ('undrawn', 'Its area isn’t drawn yet.')], max_length=10)),
                ('n_unplaced', models.PositiveIntegerField(default=0, help_text='Buildings left out: no place on the map')),
                ('stations', models.ManyToManyField(blank=True, help_text='Those whose buildings are visited; none: all of the area', related_name='+', to='stations.station', verbose_name='polling stations')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'plan',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Turf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('code', hustings.foundation.lib.sql.key_fields.KeyField(max_length=5, unique=True)),
                ('n_buildings', models.PositiveIntegerField()),
                ('n_homes', models.PositiveIntegerField()),
                ('metres', models.PositiveIntegerField(help_text='Length of the walk')),
                ('handed_out_at', models.DateTimeField(help_text="While it is out, its plan isn't cut anew", null=True)),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='turfs', to='turfs.plan')),
            ],
            options={
                'verbose_name': 'turf',
                'ordering': ['plan', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Stop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('number', models.CharField(blank=True, max_length=20)),
                ('street', models.CharField(blank=True, max_length=200)),
                ('city', models.CharField(blank=True, max_length=100)),
                ('latitude', models.FloatField()),
                ('longitude', models.FloatField()),
                ('homes', models.PositiveIntegerField(blank=True, null=True)),
                ('building', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='addresses.building')),
                ('turf', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='stops', to='turfs.turf')),
            ],
            options={
                'ordering': ['turf', 'place'],
            },
        ),
        migrations.AddConstraint(
            model_name='turf',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='one_turf_of_a_number'),
        ),
        migrations.AddConstraint(
            model_name='stop',
            constraint=models.UniqueConstraint(fields=('turf', 'place'), name='one_stop_at_a_place'),
        ),
    ]
