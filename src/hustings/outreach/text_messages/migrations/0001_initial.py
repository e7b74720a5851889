import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('persons', '0001_initial'),
        ('segments', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Gateway',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Names its file of keys', unique=True)),
                ('provider', models.CharField(choices=[('http', 'your own, by HTTP'), ('ovh', 'OVHcloud'), ('twilio', 'Twilio')], max_length=10, verbose_name='provider')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('settings', models.JSONField(default=dict, help_text='Nothing secret')),
                ('per_second', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='texts per second')),
                ('price', models.PositiveIntegerField(blank=True, help_text='Of 1,000 parts, in the minor unit of the currency', null=True)),
                ('currency', models.CharField(default='EUR', max_length=3)),
                ('stop_number', models.CharField(blank=True, help_text='Only if people can’t reply to the sender', max_length=16, verbose_name='number to send STOP to')),
                ('answers_stop', models.BooleanField(default=False, verbose_name='the provider itself answers STOP')),
                ('off_at', models.DateTimeField(blank=True, null=True)),
                ('rests_until', models.DateTimeField(blank=True, help_text='After a failure', null=True)),
                ('problem', models.CharField(blank=True, help_text="In the provider's words", max_length=200)),
                ('carrier', models.UUIDField(help_text='The process that sends by it now', null=True)),
                ('carrier_until', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'text gateway',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='TextBlast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, help_text='In the keys of messages', unique=True)),
                ('name', models.CharField(help_text='Only your team sees it', max_length=100, verbose_name='name')),
                ('body', models.TextField(help_text='{first_name} stands for the first name. Your name and how to stop are added to each text.', max_length=600, verbose_name='text')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('criteria', models.JSONField(help_text='Those of the segment, as they were when it was sent', null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('approved_seen', models.CharField(blank=True, help_text='A fingerprint of what was approved', max_length=32)),
                ('started_at', models.DateTimeField(null=True)),
                ('leaves_at', models.DateTimeField(help_text="Planned for, or once it can't be undone", null=True)),
                ('queued_at', models.DateTimeField(help_text='All rows are written', null=True)),
                ('paused_at', models.DateTimeField(null=True)),
                ('is_restored', models.BooleanField(default=False, help_text='Paused by a backup that was put back')),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gateway', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='text_messages.gateway', verbose_name='text gateway')),
                ('segment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='segments.segment', verbose_name='recipients')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(help_text='Wrote it last', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'text message',
                'verbose_name_plural': 'Text messages',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', hustings.foundation.lib.sql.key_fields.KeyField(help_text='In E.164, or as the provider writes it', max_length=16)),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last text')),
                ('waiting_since', models.DateTimeField(null=True, verbose_name='waiting since')),
                ('claimed_until', models.DateTimeField(null=True)),
                ('claimed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='text_conversations', to='persons.person')),
                ('gateway', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='conversations', to='text_messages.gateway')),
            ],
            options={
                'verbose_name': 'conversation by text',
                'indexes': [models.Index(condition=models.Q(('waiting_since__isnull', False)), fields=['waiting_since', 'id'], name='texts_unanswered')],
                'constraints': [models.UniqueConstraint(fields=('gateway', 'number'), name='one_text_conversation_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Incoming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider_id', hustings.foundation.lib.sql.key_fields.KeyField(max_length=80)),
                ('number', hustings.foundation.lib.sql.key_fields.KeyField(help_text='In E.164, or as the provider writes it', max_length=16)),
                ('body', models.TextField(blank=True)),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('is_stop', models.BooleanField(default=False, help_text='Read before anything else')),
                ('gateway', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='incoming', to='text_messages.gateway')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='incoming_texts', to='persons.person')),
            ],
            options={
                'verbose_name': 'incoming text',
                'indexes': [models.Index(condition=models.Q(('is_stop', True)), fields=['number', 'received_at'], name='numbers_stopped')],
                'constraints': [models.UniqueConstraint(fields=('gateway', 'provider_id'), name='one_incoming_text_per_id')],
            },
        ),
        migrations.CreateModel(
            name='TextMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('kind', models.CharField(choices=[('text', 'text to a segment'), ('test', 'test'), ('stopped', 'answer to STOP'), ('answer', 'answer to a reply')], default='text', max_length=8)),
                ('number', hustings.foundation.lib.sql.key_fields.KeyField(help_text='In E.164', max_length=16)),
                ('body', models.TextField(blank=True, help_text='Where it is not that of the text')),
                ('state', models.CharField(choices=[('queued', 'waiting'), ('sending', 'on the way'), ('sent', 'sent'), ('delivered', 'delivered'), ('failed', 'failed'), ('expired', 'too late: not delivered'), ('skipped', 'left out'), ('unsure', 'unknown')], default='queued', max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('stopped', 'wants no texts any more'), ('no_number', 'the number is no longer theirs'), ('cancelled', 'cancelled'), ('refused', 'refused by the gateway'), ('tries', 'tried too often')], max_length=10)),
                ('said', models.CharField(blank=True, help_text="The gateway's words", max_length=200)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('claim', models.UUIDField(help_text='The carrier that put it on the wire', null=True)),
                ('wired_at', models.DateTimeField(help_text='First put on the wire', null=True)),
                ('unsure_at', models.DateTimeField(help_text='First perhaps taken: its key is known for a while', null=True)),
                ('send_before', models.DateTimeField(help_text='Handed to the gateway', null=True)),
                ('n_parts', models.PositiveSmallIntegerField(default=0)),
                ('provider_id', hustings.foundation.lib.sql.key_fields.KeyField(blank=True, max_length=80)),
                ('sent_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(help_text='Delivered, failed or expired', null=True)),
                ('gateway', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='text_messages.gateway')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='text_messages', to='persons.person')),
                ('text', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='text_messages.textblast')),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'text message',
                'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['gateway', 'due_at', 'id'], name='texts_due'), models.Index(condition=models.Q(('state', 'sending')), fields=['gateway', 'claim'], name='texts_on_the_wire'), models.Index(condition=models.Q(('text__isnull', False)), fields=['text', 'state', 'id'], name='texts_by_state'), models.Index(fields=['person', '-sent_at', '-id'], name='texts_of_person'), models.Index(fields=['number', 'kind'], name='texts_by_number'), models.Index(condition=models.Q(('provider_id', ''), _negated=True), fields=['gateway', 'provider_id'], name='texts_by_id')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('text__isnull', False)), fields=('text', 'person'), name='one_message_per_person'), models.UniqueConstraint(condition=models.Q(('text__isnull', False)), fields=('text', 'number'), name='one_message_per_number')],
            },
        ),
    ]
