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
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visitor', models.CharField(blank=True, help_text='Keyed digest of network and day', max_length=32)),
                ('reason', models.CharField(choices=[('off_topic', 'off topic'), ('insult', 'insulting or hateful'), ('personal', 'personal data of others'), ('advertising', 'advertising'), ('illegal', 'illegal'), ('repeated', 'posted repeatedly'), ('other', 'other')], max_length=12)),
                ('words', models.TextField(blank=True)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='consultations.item')),
                ('participant', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='consultations.participant')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='consultations.version')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('settled_at', None)), fields=['sent_at'], name='item_reports_waiting')],
            },
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('hide', 'moved to the public bin'), ('seal', 'removed from public view'), ('restore', 'restored'), ('keep', 'kept')], max_length=8)),
                ('reason', models.CharField(blank=True, choices=[('off_topic', 'off topic'), ('insult', 'insulting or hateful'), ('personal', 'personal data of others'), ('advertising', 'advertising'), ('illegal', 'illegal'), ('repeated', 'posted repeatedly'), ('other', 'other')], max_length=12)),
                ('words', models.TextField(blank=True, help_text='To whoever wrote it, and to everybody')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mailed_at', models.DateTimeField(blank=True, help_text='When whoever wrote the item was told, or nobody could be', null=True)),
                ('appeal', models.TextField(blank=True, help_text='What whoever wrote the item says against it')),
                ('appealed_at', models.DateTimeField(blank=True, null=True)),
                ('answers', models.OneToOneField(blank=True, help_text='The ruling whose appeal this one settles', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answer', to='moderation.ruling')),
                ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rulings', to='consultations.consultation')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rulings', to='consultations.item')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='consultations.version')),
            ],
            options={
                'indexes': [models.Index(fields=['consultation', '-id'], name='rulings_of_consultation'), models.Index(condition=models.Q(('appealed_at__isnull', False)), fields=['appealed_at'], name='rulings_appealed')],
            },
        ),
    ]
