import django.db.models.deletion
import django.utils.timezone
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
            name='Stop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stopped_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('participant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='told_stop', to='consultations.participant')),
            ],
        ),
        migrations.CreateModel(
            name='Telling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texts', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='text')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('spread_at', models.DateTimeField(blank=True, help_text='When a row stood there for everyone', null=True)),
                ('phase', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='telling', to='consultations.phase', verbose_name='step')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mail about a step',
                'verbose_name_plural': 'mails about steps',
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('accepted', 'accepted'), ('partly', 'accepted in part'), ('refused', 'refused')], max_length=8, verbose_name='answer')),
                ('reasons', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='reasons')),
                ('author', models.CharField(help_text='As shown to everybody', max_length=200, verbose_name='answered by')),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='consultations.item')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultations.version')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'indexes': [models.Index(fields=['item', '-id'], name='answers_to_item')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('item',), name='one_answer_stands')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titles', models.JSONField(default=dict, help_text='language -> title', verbose_name='title')),
                ('notes', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='news')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('dropped_on', models.DateField(blank=True, null=True, verbose_name='given up on')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='consultations.consultation')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='milestones', to='consultations.item', verbose_name='contribution')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'milestone',
                'verbose_name_plural': 'milestones',
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(fields=['consultation', 'due_on'], name='milestones_by_date')],
                'constraints': [models.CheckConstraint(condition=models.Q(('done_on', None), ('dropped_on', None), _connector='OR'), name='milestone_ends_once')],
            },
        ),
        migrations.CreateModel(
            name='ToldMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told_mails', to='consultations.participant')),
                ('telling', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='syntheses.telling')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('telling', 'participant'), name='one_mail_of_a_step')],
            },
        ),
    ]
