import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('automations', '0001_initial'),
        ('mailings', '0001_initial'),
        ('persons', '0001_initial'),
        ('segments', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='step',
            name='mailing',
            field=models.OneToOneField(blank=True, help_text='The letter', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='step', to='mailings.mailing'),
        ),
        migrations.AddField(
            model_name='step',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='step',
            name='segment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='segments.segment'),
        ),
        migrations.AddField(
            model_name='step',
            name='sequence',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='automations.sequence'),
        ),
        migrations.AddField(
            model_name='step',
            name='tag',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.tag'),
        ),
        migrations.AddField(
            model_name='passage',
            name='step',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='automations.step'),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='step',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='waiting', to='automations.step'),
        ),
        migrations.AddField(
            model_name='trigger',
            name='segment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='segments.segment'),
        ),
        migrations.AddField(
            model_name='trigger',
            name='sequence',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='triggers', to='automations.sequence'),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='trigger',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='automations.trigger'),
        ),
        migrations.AddField(
            model_name='triggermember',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.person'),
        ),
        migrations.AddField(
            model_name='triggermember',
            name='trigger',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='members', to='automations.trigger'),
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
