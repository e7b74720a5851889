import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('territories', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
            },
        ),
        migrations.CreateModel(
            name='ResultFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('problem', models.TextField(blank=True, help_text='As lib.text.said dumps it')),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('path', models.CharField(blank=True, help_text='In the private storage', max_length=200)),
                ('shape', models.JSONField(default=dict, help_text='As csv_records.Shape; without an encoding: a workbook')),
                ('columns', models.JSONField(default=list, help_text="The names of the columns, in the file's order")),
                ('state', models.CharField(choices=[('reading', 'being checked'), ('checked', 'checked'), ('running', 'running'), ('done', 'finished'), ('undoing', 'being undone'), ('undone', 'undone'), ('failed', 'stopped by an error')], default='reading', max_length=10)),
                ('failed_at', models.CharField(blank=True, help_text='The state that an error stopped', max_length=10)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('n_lines', models.PositiveIntegerField(default=0)),
                ('n_done', models.PositiveIntegerField(default=0, help_text='Lines read, or rows behind us')),
                ('counts', models.JSONField(default=dict, help_text='What the check, the run and the undoing came to')),
                ('named', models.CharField(choices=[('name', 'list or candidate'), ('label', 'political label')], default='name', max_length=8, verbose_name='add up votes by')),
            ],
            options={
                'verbose_name': 'file of results',
                'ordering': ['-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OutlineFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('problem', models.TextField(blank=True, help_text='As lib.text.said dumps it')),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('path', models.CharField(blank=True, help_text='In the private storage', max_length=200)),
                ('shape', models.JSONField(default=dict, help_text='As csv_records.Shape; without an encoding: a workbook')),
                ('columns', models.JSONField(default=list, help_text="The names of the columns, in the file's order")),
                ('state', models.CharField(choices=[('reading', 'being checked'), ('checked', 'checked'), ('running', 'running'), ('done', 'finished'), ('undoing', 'being undone'), ('undone', 'undone'), ('failed', 'stopped by an error')], default='reading', max_length=10)),
                ('failed_at', models.CharField(blank=True, help_text='The state that an error stopped', max_length=10)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('n_lines', models.PositiveIntegerField(default=0)),
                ('n_done', models.PositiveIntegerField(default=0, help_text='Lines read, or rows behind us')),
                ('counts', models.JSONField(default=dict, help_text='What the check, the run and the undoing came to')),
                ('municipality', models.CharField(blank=True, help_text='The property that holds its code', max_length=200)),
                ('number', models.CharField(help_text='The one that holds the number, or both', max_length=200)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'file of outlines',
                'ordering': ['-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PastElection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('held_on', models.DateField(verbose_name='day of the vote')),
                ('counted_at', models.DateTimeField(help_text='When its totals were last added up', null=True)),
                ('n_stations', models.PositiveIntegerField(default=0)),
                ('n_registered', models.PositiveIntegerField(default=0)),
                ('n_voted', models.PositiveIntegerField(default=0)),
                ('n_valid', models.PositiveIntegerField(default=0)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'past election',
                'verbose_name_plural': 'past elections',
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Contender',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='list or candidate')),
                ('n_votes', models.PositiveIntegerField(default=0)),
                ('lean', models.PositiveSmallIntegerField(default=0, help_text='How close it is to us, in percent')),
                ('election', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='contenders', to='stations.pastelection')),
            ],
            options={
                'ordering': ['-n_votes', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Ranking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('problem', models.TextField(blank=True, help_text='As lib.text.said dumps it')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('n_chosen', models.PositiveIntegerField(default=100, validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(20000)], verbose_name='stations to visit')),
                ('held_out', models.PositiveSmallIntegerField(default=10, help_text='So many of them aren’t visited, so that the effect can be measured', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(50)], verbose_name='hold-outs in %')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ranked_at', models.DateTimeField(null=True)),
                ('spread', models.FloatField(help_text='Standard deviation; None: one election', null=True)),
                ('line', models.FloatField(help_text='Score of the last station that is chosen', null=True)),
                ('seed', models.CharField(blank=True, max_length=100, verbose_name='seed')),
                ('drawn_at', models.DateTimeField(null=True)),
                ('elections', models.ManyToManyField(related_name='rankings', to='stations.pastelection', verbose_name='past elections')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'ranking of polling stations',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='RankedStation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveIntegerField()),
                ('n_elections', models.PositiveSmallIntegerField()),
                ('n_registered', models.PositiveIntegerField()),
                ('abstention', models.FloatField()),
                ('lean', models.FloatField()),
                ('score', models.FloatField()),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('call', models.CharField(choices=[('in', 'clearly in'), ('close', 'too close to call'), ('out', 'clearly out')], max_length=5)),
                ('is_chosen', models.BooleanField(default=False)),
                ('is_held_out', models.BooleanField(default=False)),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stations.station')),
                ('ranking', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='stations.ranking')),
            ],
            options={
                'ordering': ['rank'],
            },
        ),
        migrations.CreateModel(
            name='RefusedOutline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Line of the file, from 1')),
                ('cells', models.JSONField(default=list)),
                ('reason', models.CharField(max_length=400)),
                ('said', models.JSONField(default=dict, help_text='What fills the places of the reason')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refused', to='stations.outlinefile')),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='station',
            name='brought_by',
            field=models.ForeignKey(editable=False, help_text='The file of results that named it first; undoing that file removes it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stations', to='stations.resultfile'),
        ),
        migrations.AddField(
            model_name='resultfile',
            name='election',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='stations.pastelection'),
        ),
        migrations.AddField(
            model_name='resultfile',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n_registered', models.PositiveIntegerField()),
                ('n_voted', models.PositiveIntegerField()),
                ('n_valid', models.PositiveIntegerField()),
                ('votes', models.JSONField(default=dict, help_text='key of a contender -> votes; none: left out')),
                ('before', models.JSONField(help_text='Key of the file and figures that this one replaced, and theirs; None: new', null=True)),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='stations.pastelection')),
                ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='results', to='stations.station')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='stations.resultfile')),
            ],
            options={
                'ordering': ['-election__held_on'],
            },
        ),
        migrations.CreateModel(
            name='RefusedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Line of the file, from 1')),
                ('cells', models.JSONField(default=list)),
                ('reason', models.CharField(max_length=400)),
                ('said', models.JSONField(default=dict, help_text='What fills the places of the reason')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refused', to='stations.resultfile')),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Sample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('n_wanted', models.PositiveIntegerField(default=50, validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(2000)], verbose_name='stations to draw')),
                ('seed', models.CharField(max_length=100, verbose_name='seed')),
                ('n_stations', models.PositiveIntegerField(help_text='From which it was drawn')),
                ('shares', models.JSONField(default=list, help_text='[contender or None for abstention, share everywhere, share in the sample]')),
                ('drawn_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='stations.pastelection', verbose_name='past election')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'sample of polling stations',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SampledStation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('town', models.CharField(choices=[('village', 'fewer than 2,000 voters'), ('town', '2,000 to 20,000 voters'), ('city', '20,000 voters and more')], max_length=7, verbose_name='size of the municipality')),
                ('third', models.CharField(choices=[('low', 'low'), ('middle', 'in the middle'), ('high', 'high')], max_length=6, verbose_name='abstention')),
                ('n_registered', models.PositiveIntegerField()),
                ('chance', models.FloatField(help_text='Probability that it was drawn; 1 / it is its weight')),
                ('sample', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='stations.sample')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stations.station')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Outline',
            fields=[
                ('station', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='outline', serialize=False, to='stations.station')),
                ('shape', models.JSONField(help_text='Coordinates of a MultiPolygon, WGS84, simplified to ten metres')),
                ('west', models.FloatField()),
                ('south', models.FloatField()),
                ('east', models.FloatField()),
                ('north', models.FloatField()),
                ('before', models.JSONField(help_text='Key of the file and shape that this one replaced, and theirs; None: new', null=True)),
                ('file', models.ForeignKey(help_text='None: drawn from addresses, an estimate', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outlines', to='stations.outlinefile')),
            ],
            options={
                'verbose_name': 'outline of a polling station',
            },
        ),
        migrations.AddConstraint(
            model_name='pastelection',
            constraint=models.UniqueConstraint(fields=('held_on', 'name'), name='one_past_election_per_name_and_day'),
        ),
        migrations.AddConstraint(
            model_name='contender',
            constraint=models.UniqueConstraint(fields=('election', 'name'), name='one_contender_per_name'),
        ),
        migrations.AddConstraint(
            model_name='rankedstation',
            constraint=models.UniqueConstraint(fields=('ranking', 'rank'), name='one_station_per_rank'),
        ),
        migrations.AddIndex(
            model_name='station',
            index=models.Index(fields=['place_key', 'municipality', 'number'], name='stations_by_place'),
        ),
        migrations.AddConstraint(
            model_name='station',
            constraint=models.UniqueConstraint(fields=('municipality', 'number'), name='one_station_per_number'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.UniqueConstraint(fields=('station', 'election'), name='one_result_per_station'),
        ),
        migrations.AddConstraint(
            model_name='sampledstation',
            constraint=models.UniqueConstraint(fields=('sample', 'station'), name='one_row_per_drawn_station'),
        ),
    ]
