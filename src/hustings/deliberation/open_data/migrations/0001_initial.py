import django.db.models.deletion
import django.utils.timezone
import hustings.deliberation.open_data.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('consultations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContributionImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('problem', models.TextField(blank=True, help_text='As lib.text.said dumps it')),
                ('file', models.FileField(blank=True, storage=hustings.deliberation.open_data.models.private, upload_to=hustings.deliberation.open_data.models.place)),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], max_length=5)),
                ('state', models.CharField(choices=[('queued', 'waiting'), ('running', 'running'), ('done', 'finished'), ('refused', 'refused'), ('undoing', 'being undone'), ('undone', 'undone')], default='queued', max_length=10)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('n_lines', models.PositiveIntegerField(default=0)),
                ('n_read', models.PositiveIntegerField(default=0, help_text='Lines read so far')),
                ('n_written', models.PositiveIntegerField(default=0, help_text='Contributions, with all below them')),
                ('n_known', models.PositiveIntegerField(default=0, help_text='Passed over: they were there')),
                ('bad_line', models.PositiveIntegerField(blank=True, null=True)),
                ('keys', models.JSONField(default=dict, help_text='What it wrote: items ... -> [[first, last], ...]')),
                ('phase', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contribution_imports', to='consultations.phase')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import of contributions',
                'verbose_name_plural': 'imports of contributions',
                'ordering': ['-pk'],
            },
        ),
    ]
