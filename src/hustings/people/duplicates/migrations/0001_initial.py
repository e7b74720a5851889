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
            name='BeenIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BigIntegerField(help_text='Of the other record, which may be gone')),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.person')),
            ],
            options={
                'verbose_name': 'time in another record',
                'verbose_name_plural': 'times in another record',
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('absorbed_uid', models.UUIDField(db_index=True, help_text='By which old links still find them')),
                ('absorbed_id', models.BigIntegerField(help_text='The key that the record gets back')),
                ('record', models.JSONField(help_text='The rows that were taken away, by table')),
                ('moved', models.JSONField(default=dict, help_text='table -> keys of rows that now belong to the other')),
                ('replaced', models.JSONField(default=dict, help_text='column -> before and after, of the one kept')),
                ('known', models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, help_text='How the absorbed one alone was known: addresses, keys, numbers, places')),
                ('merged_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='persons.person')),
                ('operation', models.ForeignKey(help_text='Where many were merged', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merges', to='persons.operation')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'merge',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='PairAway',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.BigIntegerField(db_index=True, help_text='The key of a record, which may be a part by now')),
                ('merge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='duplicates.merge')),
            ],
            options={
                'verbose_name': 'dismissed pair',
                'verbose_name_plural': 'dismissed pairs',
            },
        ),
        migrations.CreateModel(
            name='Duplicate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('certainty', models.CharField(choices=[('sure', 'sure'), ('likely', 'likely'), ('possible', 'possible')], max_length=8, verbose_name='certainty')),
                ('score', models.FloatField(help_text='0 to 1')),
                ('reasons', models.JSONField(default=list, help_text='Names of what agrees and differs, with values')),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('dismissed_at', models.DateTimeField(blank=True, null=True)),
                ('dismissed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.person')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.person')),
            ],
            options={
                'verbose_name': 'duplicate',
                'verbose_name_plural': 'duplicates',
                'ordering': ['-score', 'pk'],
                'indexes': [models.Index(condition=models.Q(('dismissed_at', None)), fields=['certainty', '-score', 'id'], name='duplicates_open')],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='one_pair_of_duplicates'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='older_comes_first')],
            },
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['absorbed_id'], name='merges_by_absorbed'),
        ),
    ]
