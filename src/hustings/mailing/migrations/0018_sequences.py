
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mailing', '0012_returns'),
        ('people', '0022_people_by_birth_and_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('due_at', models.DateTimeField(blank=True, help_text='When they go on; null: once their letter has left', null=True)),
                ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('caused_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When what brought them in happened')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('through', 'came to the end'), ('step', 'a step let them go'), ('criteria', 'met what people leave for'), ('consent', 'do not want these mails any more'), ('elsewhere', 'live elsewhere now'), ('letter', 'could not get a letter'), ('out', 'were taken out'), ('ended', 'the sequence ended')], max_length=10)),
            ],
            options={
                'verbose_name': 'enrolment',
                'verbose_name_plural': 'enrolments',
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(blank=True, choices=[('', 'done'), ('yes', 'yes'), ('no', 'no'), ('left_out', 'left out'), ('late', 'too late')], max_length=8)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Sequence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Only the team sees it', max_length=100, verbose_name='name')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='what it is for')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('running', 'running'), ('paused', 'paused'), ('ended', 'ended')], default='draft', max_length=7, verbose_name='state')),
                ('purpose', models.CharField(choices=[('email', 'news by e-mail'), ('sms', 'text messages'), ('phone', 'phone calls'), ('post', 'letters'), ('measure', 'measuring of clicks and openings in mails')], default='email', max_length=12)),
                ('again_after', models.PositiveSmallIntegerField(blank=True, help_text='Empty: once ever', null=True, verbose_name='may enter again after so many days')),
                ('criteria', models.JSONField(blank=True, help_text='Those of leaves_when, at the moment of starting', null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('problem', models.CharField(blank=True, help_text='What holds it up', max_length=300)),
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
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='TriggerMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='delivery',
            name='one_delivery_per_person',
        ),
        migrations.AddField(
            model_name='delivery',
            name='round',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='mailing',
            name='kind',
            field=models.CharField(choices=[('mailing', 'a letter to a segment'), ('step', 'a letter of a sequence')], db_default='mailing', default='mailing', editable=False, max_length=7),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('person', 'mailing', 'round'), name='one_delivery_a_round'),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='people.person'),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='user',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='passage',
            name='enrolment',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='mailing.enrolment'),
        ),
        migrations.AddField(
            model_name='sequence',
            name='leaves_when',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.segment', verbose_name='people leave as soon as they are in the segment'),
        ),
        migrations.AddField(
            model_name='sequence',
            name='started_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='started by'),
        ),
        migrations.AddField(
            model_name='sequence',
            name='topic',
            field=models.ForeignKey(blank=True, help_text='Who does not want mails of this topic does not get it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.topic', verbose_name='topic'),
        ),
        migrations.AddField(
            model_name='sequence',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by'),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='sequence',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='mailing.sequence'),
        ),
        migrations.AddField(
            model_name='step',
            name='around',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inside', to='mailing.step'),
        ),
        migrations.AddField(
            model_name='step',
            name='mailing',
            field=models.OneToOneField(blank=True, help_text='The letter', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='step', to='mailing.mailing'),
        ),
        migrations.AddField(
            model_name='step',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='step',
            name='segment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.segment'),
        ),
        migrations.AddField(
            model_name='step',
            name='sequence',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='mailing.sequence'),
        ),
        migrations.AddField(
            model_name='step',
            name='tag',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.tag'),
        ),
        migrations.AddField(
            model_name='passage',
            name='step',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='mailing.step'),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='step',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='waiting', to='mailing.step'),
        ),
        migrations.AddField(
            model_name='trigger',
            name='segment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.segment'),
        ),
        migrations.AddField(
            model_name='trigger',
            name='sequence',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='triggers', to='mailing.sequence'),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='trigger',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mailing.trigger'),
        ),
        migrations.AddField(
            model_name='triggermember',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='triggermember',
            name='trigger',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='members', to='mailing.trigger'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('enrolment', 'step'), name='a_step_once_a_round'),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['step', 'due_at'], name='enrolments_due'),
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
