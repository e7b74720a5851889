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
            name='Forgetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digests', models.JSONField(default=list, help_text='Keyed hashes of what lines are known by')),
                ('lines', models.JSONField(default=dict, help_text='import -> numbers of lines that the timeline named')),
                ('last', models.BigIntegerField(default=0, help_text='The import where a resumed search goes on')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('people', models.CharField(help_text="The segment's name; empty: all", max_length=200, verbose_name='people')),
                ('columns', models.JSONField(default=list, verbose_name='columns')),
                ('n_people', models.PositiveIntegerField(help_text='Empty: broken off, or still going on', null=True)),
                ('format', models.CharField(default='csv', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='purpose')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'export',
                'verbose_name_plural': 'exports',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ExportPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('is_shared', models.BooleanField(default=False, verbose_name='shared with the team')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('columns', models.JSONField(default=list, help_text='Keys of hustings.people.privacy.export_rows.groups')),
                ('format', models.CharField(default='csv', max_length=10)),
                ('delimiter', models.CharField(default=',', max_length=1)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'saved export',
                'ordering': ['name', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RetentionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('criteria', models.JSONField(default=dict, help_text='Whom, as segments hold it; empty: everybody')),
                ('source', models.CharField(blank=True, help_text='If empty: any source', max_length=200, verbose_name='source')),
                ('since', models.CharField(choices=[('known', 'the day they were added'), ('active', 'their last activity'), ('day', 'a date, such as election day')], default='active', max_length=6, verbose_name='counted from')),
                ('day', models.DateField(blank=True, null=True, verbose_name='date')),
                ('days', models.PositiveIntegerField(default=1095, verbose_name='days')),
                ('spares_consenting', models.BooleanField(default=True, verbose_name='keep people with a current consent')),
                ('notice_days', models.PositiveSmallIntegerField(default=14, verbose_name='days of notice')),
                ('is_active', models.BooleanField(default=False, verbose_name='active')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'retention rule',
                'verbose_name_plural': 'retention rules',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Retirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n_people', models.PositiveIntegerField(help_text='How many met the rule when it was announced')),
                ('announced_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_on', models.DateField(verbose_name='due')),
                ('held_at', models.DateTimeField(blank=True, null=True)),
                ('held_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('operation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.operation')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='retirements', to='privacy.retentionrule')),
            ],
            options={
                'verbose_name': 'planned erasure',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ExportBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(help_text='Of the block')),
                ('bits', models.BinaryField(help_text='A bit for each key, compressed')),
                ('export', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='privacy.export')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('number', 'export'), name='one_block_per_export')],
            },
        ),
    ]
