import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FileImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('problem', models.TextField(blank=True, help_text='As lib.text.said dumps it')),
                ('target', models.CharField(help_text='Name of the kind of rows that it fills', max_length=40)),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('columns', models.JSONField(default=list, help_text="The names of the columns, in the file's order")),
                ('places', models.JSONField(default=dict, help_text="The target's columns and where each stands")),
                ('options', models.JSONField(default=dict, help_text='Choices made for the whole file')),
                ('state', models.CharField(choices=[('checked', 'checked'), ('waiting', 'waiting'), ('running', 'running'), ('done', 'finished'), ('undoing', 'being undone'), ('undone', 'undone'), ('failed', 'stopped by an error')], default='checked', max_length=10)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('n_lines', models.PositiveIntegerField(default=0)),
                ('n_done', models.PositiveIntegerField(default=0, help_text='Lines written, or still to be taken back')),
                ('n_besides', models.PositiveIntegerField(default=0, help_text='Made besides, such as pages')),
                ('counts', models.JSONField(default=dict, help_text='outcome of the last check -> lines')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'imported file',
                'verbose_name_plural': 'imported files',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Line of the file at which it begins, from 1')),
                ('cells', models.JSONField()),
                ('is_broken', models.BooleanField(default=False, help_text='Its cells are at fault, whatever they say')),
                ('outcome', models.CharField(choices=[('new', 'new'), ('changed', 'updated'), ('same', 'unchanged'), ('bad', 'rejected')], max_length=8)),
                ('state', models.CharField(choices=[('', 'not imported'), ('written', 'imported'), ('partly', 'partly undone'), ('back', 'undone'), ('kept', 'kept: changed since'), ('gone', 'deleted since')], default='', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('said', models.JSONField(default=dict, help_text='What fills the places of the reason')),
                ('title', models.CharField(blank=True, max_length=300)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('record', models.BigIntegerField(help_text='Key of the row that it changes or made', null=True)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='file_imports.fileimport')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.AddIndex(
            model_name='fileimport',
            index=models.Index(fields=['target', 'id'], name='file_imports_by_target'),
        ),
        migrations.AddConstraint(
            model_name='importline',
            constraint=models.UniqueConstraint(fields=('file', 'number'), name='one_line_per_number'),
        ),
    ]
