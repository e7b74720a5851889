import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('event', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('until', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Endpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('url', models.CharField(max_length=500, verbose_name='address')),
                ('events', models.JSONField(default=list)),
                ('with_people', models.BooleanField(default=False, verbose_name='Include names, e-mail addresses, phone numbers and postcodes')),
                ('secret', models.CharField(help_text='Encrypted', max_length=400)),
                ('old_secret', models.CharField(blank=True, help_text='Encrypted; signs too until old_until', max_length=400)),
                ('old_until', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('paused_why', models.CharField(blank=True, choices=[('team', 'paused by the team'), ('failing', 'unreachable for three days'), ('gone', 'the other tool wants no more of it (410)'), ('key', 'its secret can’t be read: create a new one'), ('restored', 'the campaign was restored from a backup')], max_length=8)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('n_failed', models.PositiveSmallIntegerField(default=0, help_text='Rounds in a row that nothing came through')),
                ('rests_until', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(help_text='Saved it last, and answers for it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('event', models.CharField(max_length=60)),
                ('key', models.BigIntegerField()),
                ('data', models.JSONField(default=dict, help_text='What was known only when it happened')),
                ('told_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('due_at', models.DateTimeField(blank=True, help_text='None: there is nothing more to do', null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('n_tries', models.PositiveSmallIntegerField(default=0)),
                ('status', models.PositiveSmallIntegerField(default=0, help_text='The number of HTTP; 0: none')),
                ('trouble', models.CharField(blank=True, max_length=12)),
                ('endpoint', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='webhooks.endpoint')),
            ],
            options={
                'indexes': [models.Index(fields=['endpoint', '-id'], name='webhook_deliveries_newest'), models.Index(condition=models.Q(('due_at__isnull', False)), fields=['endpoint', 'due_at', 'id'], name='webhook_deliveries_due')],
            },
        ),
    ]
