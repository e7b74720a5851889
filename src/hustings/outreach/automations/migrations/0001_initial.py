import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('mailings', '0001_initial'),
        ('persons', '0001_initial'),
        ('segments', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Sequence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Only your team sees it.', max_length=100, verbose_name='name')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='purpose')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('running', 'running'), ('paused', 'paused'), ('ended', 'ended')], default='draft', max_length=7, verbose_name='state')),
                ('purpose', models.CharField(choices=[('email', 'news by e-mail'), ('sms', 'text messages'), ('phone', 'phone calls'), ('post', 'letters'), ('measure', 'tracking of opens and clicks'), ('answers', 'use of survey answers'), ('join', 'being a supporter'), ('team', 'bulletins for the team')], default='email', max_length=12)),
                ('again_after', models.PositiveSmallIntegerField(blank=True, help_text='Leave blank for once only.', null=True, verbose_name='can enter again after (days)')),
                ('criteria', models.JSONField(blank=True, help_text='Those of leaves_when, at the moment of starting', null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('problem', models.CharField(blank=True, choices=[('no_sender', 'The person responsible has left: someone who can send mailings must take it over.'), ('segment', 'A segment is broken'), ('condition', 'A condition is broken'), ('restored', 'Paused because the campaign was restored from a backup. E-mails sent after the backup would be sent twice. Resume only if there were none; otherwise cancel.')], help_text='What holds it up', max_length=9)),
                ('problem_said', models.CharField(blank=True, default='', help_text='More of the problem', max_length=300)),
                ('leaves_when', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='segments.segment', verbose_name='leave when they enter the segment')),
                ('started_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='started by')),
                ('topic', models.ForeignKey(blank=True, help_text='People who unsubscribed from this topic won’t get it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.topic', verbose_name='topic')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
            ],
            options={
                'verbose_name': 'sequence',
                'verbose_name_plural': 'sequences',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no')], max_length=3)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('kind', models.CharField(max_length=10)),
                ('value', models.JSONField(default=dict, help_text='As the kind keeps it')),
                ('criteria', models.JSONField(blank=True, help_text='Those of the segment, when started', null=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('around', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inside', to='automations.step')),
                ('mailing', models.OneToOneField(blank=True, help_text='The letter', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='step', to='mailings.mailing')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='segments.segment')),
                ('sequence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='automations.sequence')),
                ('tag', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.tag')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
            },
        ),
        migrations.CreateModel(
            name='Trigger',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('value', models.JSONField(default=dict, help_text='As the kind keeps it')),
                ('criteria', models.JSONField(blank=True, help_text='Those of the segment, at the moment of starting', null=True)),
                ('since', models.DateTimeField(blank=True, help_text='What happened before is behind us', null=True)),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='segments.segment')),
                ('sequence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='triggers', to='automations.sequence')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('due_at', models.DateTimeField(blank=True, help_text='When they go on; null: once their letter has left', null=True)),
                ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('caused_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When what brought them in happened')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('through', 'completed'), ('step', 'ended by a step'), ('criteria', 'reached the goal'), ('consent', 'withdrew consent'), ('elsewhere', 'moved away'), ('letter', 'could not be reached'), ('out', 'removed'), ('ended', 'sequence ended')], max_length=10)),
                ('operation', models.ForeignKey(blank=True, db_constraint=False, db_index=False, help_text='The deed on many that brought them to the trigger', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.operation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='persons.person')),
                ('user', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sequence', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='automations.sequence')),
                ('step', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='waiting', to='automations.step')),
                ('trigger', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='automations.trigger')),
            ],
            options={
                'verbose_name': 'enrolment',
                'verbose_name_plural': 'enrolments',
            },
        ),
        migrations.CreateModel(
            name='TriggerMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.person')),
                ('trigger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='members', to='automations.trigger')),
            ],
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(blank=True, choices=[('', 'done'), ('yes', 'yes'), ('no', 'no'), ('left_out', 'excluded'), ('late', 'too late')], max_length=8)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('enrolment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='automations.enrolment')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='automations.step')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'step'), name='a_step_once_a_round')],
            },
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['step', 'due_at'], name='enrolments_due'),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(condition=models.Q(('operation__isnull', False)), fields=['operation', 'sequence'], name='enrolments_of_operation'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(fields=('person', 'sequence', 'round'), name='one_enrolment_a_round'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('sequence', 'person'), name='one_open_enrolment'),
        ),
        migrations.AddConstraint(
            model_name='triggermember',
            constraint=models.UniqueConstraint(fields=('trigger', 'person'), name='one_member_of_trigger'),
        ),
    ]
