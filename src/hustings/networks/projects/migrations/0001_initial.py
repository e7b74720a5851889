import django.db.models.deletion
import django.utils.timezone
import hustings.networks.initiatives.models.applications
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('exchange', '0001_initial'),
        ('initiatives', '0001_initial'),
        ('ledger', '0001_initial'),
        ('persons', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('summaries', models.JSONField(default=dict, help_text='language -> text of its public page')),
                ('outcomes', models.JSONField(default=dict, help_text='language -> what became of it')),
                ('agreement', models.TextField(blank=True, max_length=20000, verbose_name='agreement')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed')),
                ('agreed_by', models.CharField(blank=True, max_length=200, verbose_name='agreed by')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='starts on')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='ends on')),
                ('shown_at', models.DateTimeField(blank=True, null=True, verbose_name='page published')),
                ('ended_at', models.DateTimeField(blank=True, help_text='From then on alumni', null=True, verbose_name='ended')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='project', to='initiatives.application')),
                ('mentor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mentored_projects', to='persons.person', verbose_name='mentor')),
            ],
            options={
                'verbose_name': 'project',
                'verbose_name_plural': 'projects',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='project_need', to='exchange.post')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='projects.project')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='milestone')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='projects.project')),
            ],
            options={
                'verbose_name': 'milestone',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Instalment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField(help_text="Minor units of the books' currency", verbose_name='amount')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='paid on')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account', verbose_name='account heading')),
                ('books', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.books', verbose_name='books')),
                ('milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.milestone', verbose_name='after')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='instalments', to='projects.project')),
            ],
            options={
                'verbose_name': 'instalment',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('text', models.TextField(blank=True, max_length=20000, verbose_name='report')),
                ('file', models.FileField(blank=True, storage=hustings.networks.initiatives.models.applications.private, upload_to=hustings.networks.initiatives.models.applications.place)),
                ('file_name', models.CharField(blank=True, max_length=150)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='projects.project')),
            ],
            options={
                'verbose_name': 'report',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('starts_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='project_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='instalment',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='instalment_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('project', 'due_on'), name='one_report_a_day'),
        ),
    ]
