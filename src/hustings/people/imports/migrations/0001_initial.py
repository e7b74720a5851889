import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('persons', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('problem', models.TextField(blank=True, help_text='As lib.text.said dumps it')),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('path', models.CharField(blank=True, help_text="The file in the private storage, until it can't be read anew", max_length=200)),
                ('is_parsed', models.BooleanField(default=False, help_text='Its lines are in blocks')),
                ('sheet_mark', models.CharField(blank=True, help_text='How the check has read the cells', max_length=64)),
                ('edition', models.PositiveIntegerField(default=0, help_text='Counts how often the lines were exchanged')),
                ('size', models.PositiveBigIntegerField(default=0, help_text='Bytes')),
                ('state', models.CharField(choices=[('uploaded', 'uploaded'), ('checking', 'being checked'), ('checked', 'checked'), ('running', 'running'), ('paused', 'paused'), ('done', 'finished'), ('failed', 'failed'), ('cancelled', 'cancelled')], default='uploaded', max_length=12, verbose_name='state')),
                ('encoding', models.CharField(blank=True, max_length=20, verbose_name='encoding')),
                ('delimiter', models.CharField(blank=True, max_length=1, verbose_name='separator')),
                ('quote', models.CharField(blank=True, default='"', max_length=1, verbose_name='quotation mark')),
                ('has_header', models.BooleanField(default=True, verbose_name='The first line contains the column names')),
                ('sheet', models.CharField(blank=True, help_text='Of a workbook; empty: CSV', max_length=200, verbose_name='sheet')),
                ('n_above', models.PositiveSmallIntegerField(default=0, help_text='A title, a date: no people', verbose_name='lines above the column names')),
                ('dialect', models.CharField(blank=True, help_text='Whose export it is; empty: unknown', max_length=20)),
                ('columns', models.JSONField(default=list, help_text="The names of the columns, in the file's order")),
                ('mapping', models.JSONField(default=list, help_text='For each column what it fills; empty: left out')),
                ('options', models.JSONField(default=dict, help_text='See hustings.people.imports.columns.options')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], default='fr', max_length=5)),
                ('values', models.JSONField(default=dict, help_text="column's number -> [[value, how many lines]], where there are few of them")),
                ('n_rows', models.PositiveIntegerField(default=0)),
                ('n_checked', models.PositiveIntegerField(default=0)),
                ('n_done', models.PositiveIntegerField(default=0, help_text='Rows behind us: where a resumed run goes on')),
                ('counts', models.JSONField(default=dict, help_text='check and run: outcome -> how many rows')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('operation', models.OneToOneField(help_text='What undoes it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='imported', to='persons.operation')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('is_shared', models.BooleanField(default=False, verbose_name='shared with the team')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('columns', models.JSONField(default=list, help_text='The names of the columns it was made for')),
                ('mapping', models.JSONField(default=dict, help_text='column -> target')),
                ('options', models.JSONField(default=dict, help_text='See hustings.people.imports.columns.options')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'saved mapping',
                'ordering': ['name', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text="From 0, in the file's order")),
                ('packed', models.BinaryField()),
                ('rows', models.BinaryField(help_text='See hustings.people.imports.rows.kept', null=True)),
                ('of', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='imports.import')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('of', 'number'), name='one_block_per_number')],
            },
        ),
        migrations.CreateModel(
            name='ImportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Line of the file, from 1')),
                ('outcome', models.CharField(help_text='A hustings.people.imports.match.plan.Outcome', max_length=10)),
                ('why', models.CharField(blank=True, help_text='Kind of a refusal that is counted apart', max_length=12)),
                ('says', models.JSONField(default=list, help_text='Why it is refused, or what is left out: see lib.text.said')),
                ('same_as', models.PositiveIntegerField(help_text='An earlier line about the same person', null=True)),
                ('who', models.CharField(blank=True, max_length=300)),
                ('changes', models.JSONField(default=list, help_text='What changes about somebody known: target, old, new')),
                ('of', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='imports.import')),
            ],
            options={
                'ordering': ['number'],
                'indexes': [models.Index(fields=['of', 'outcome', 'number'], name='import_lines_by_outcome')],
                'constraints': [models.UniqueConstraint(fields=('of', 'number'), name='one_word_per_line')],
            },
        ),
        migrations.CreateModel(
            name='ImportReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Line of the file, from 1')),
                ('reason', models.CharField(help_text='As lib.text.said dumps it', max_length=800)),
                ('is_refusal', models.BooleanField()),
                ('of', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reasons', to='imports.import')),
            ],
            options={
                'indexes': [models.Index(fields=['of', 'reason', 'number'], name='import_reasons'), models.Index(fields=['of', 'number'], name='import_reasons_of_line')],
            },
        ),
    ]
