import django.db.models.deletion
import django.utils.timezone
import hustings.outreach.emails.blocks.content
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('persons', '0001_initial'),
        ('segments', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('advertising', models.CharField(blank=True, choices=[('ad', 'political advertising: paid or commissioned by someone else'), ('own', 'the campaign’s own communication, not advertising')], db_default='', default='', help_text='Ask your lawyer (Regulation (EU) 2024/900, article 2). Advertising is labelled in each e-mail.', max_length=3, verbose_name='political advertising')),
                ('ad_reason', models.CharField(blank=True, db_default='', default='', help_text='Kept with the mailing as evidence.', max_length=300, verbose_name='reason it isn’t advertising')),
                ('ad_linked_to', models.CharField(blank=True, db_default='', default='', help_text='The election, referendum or law it is about.', max_length=200, verbose_name='linked to')),
                ('ad_targeted', models.BooleanField(db_default=True, default=True, help_text='A segment or conditional parts. Each e-mail says so; separate consent may be needed.', verbose_name='recipients are chosen by personal data')),
                ('name', models.CharField(help_text='Only your team sees it.', max_length=100, verbose_name='name')),
                ('content', hustings.outreach.emails.blocks.content.ContentField(blank=True, default=list, verbose_name='messages')),
                ('criteria', models.JSONField(blank=True, help_text="The segment's at the moment of sending; empty in a draft", null=True)),
                ('conditions', models.JSONField(blank=True, default=dict, help_text='Criteria of the segments that its parts are for, at the moment of sending')),
                ('look', models.JSONField(blank=True, help_text='How its letters looked at the moment of sending; empty in a draft', null=True)),
                ('label', models.JSONField(blank=True, help_text='What its label said at the moment of sending; empty in a draft', null=True)),
                ('begun_by', models.JSONField(blank=True, default=list, help_text='Numbers of those who wrote the text that it began with')),
                ('purpose', models.CharField(choices=[('email', 'news by e-mail'), ('sms', 'text messages'), ('phone', 'phone calls'), ('post', 'letters'), ('measure', 'tracking of opens and clicks'), ('answers', 'use of survey answers'), ('join', 'being a supporter'), ('team', 'bulletins for the team')], default='email', max_length=12)),
                ('says', models.CharField(choices=[('campaign', 'campaign message'), ('service', 'reply to something recipients did'), ('poll', 'opinion poll'), ('result', 'election result')], default='campaign', help_text='Election silence depends on it. Replies are sent at any time and don’t count towards limits.', max_length=10, verbose_name='type of message')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('scheduled', 'scheduled'), ('queueing', 'preparing'), ('sending', 'sending'), ('paused', 'paused'), ('sent', 'sent'), ('cancelled', 'cancelled')], default='draft', max_length=10, verbose_name='state')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('send_at', models.DateTimeField(blank=True, help_text='When it is planned to leave, by our clock', null=True)),
                ('clock', models.CharField(choices=[('ours', 'everyone at the same time'), ('reader', 'each person’s local time')], default='ours', max_length=6)),
                ('pressed', models.CharField(choices=[('left_out', 'exclude them'), ('waiting', 'wait until they can get one'), ('ignored', 'send anyway')], default='left_out', max_length=8)),
                ('moved_at', models.DateTimeField(blank=True, help_text='When letters last left, or somebody let it go (on)', null=True)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('leaves_at', models.DateTimeField(blank=True, help_text='Nothing leaves before then, and sending can be undone', null=True)),
                ('queued_at', models.DateTimeField(blank=True, help_text='When its last delivery was queued', null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('n_deliveries', models.PositiveIntegerField(default=0)),
                ('problem', models.CharField(blank=True, choices=[('bounces', 'Paused automatically: too many hard bounces'), ('blocks', 'Paused automatically: providers refuse too many e-mails because of our reputation'), ('complaints', 'Paused automatically: too many spam complaints'), ('leaving', 'Paused automatically: too many unsubscribes'), ('missed', 'Sending didn’t start on time because the server was down. Resume to send it now, or cancel it.'), ('stood_still', 'No e-mail has been sent for hours. Resume to send them now, or cancel it.'), ('no_sender', 'The person who scheduled it can’t send mailings any more. Someone else must resume or cancel it.'), ('unapproved', 'Not sent: it still needs approval.'), ('restored', 'Paused because the campaign was restored from a backup. E-mails sent after the backup would be sent twice. Resume only if there were none; otherwise cancel.'), ('taken_over', 'Another worker took over'), ('no_server', 'The mail server can’t be used'), ('server_busy', 'The mail server isn’t accepting e-mails right now'), ('sender_refused', 'The mail server refuses the sender'), ('all_refused', 'The mail server refused many e-mails in a row')], help_text='What holds it up', max_length=14)),
                ('problem_said', models.CharField(blank=True, default='', help_text='The words of a server, to the problem', max_length=300)),
                ('live', models.BooleanField(default=False, editable=False, help_text='Approved for sending')),
                ('kind', models.CharField(choices=[('mailing', 'to a segment'), ('step', 'in a sequence')], db_default='mailing', default='mailing', editable=False, max_length=7)),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='segments.segment', verbose_name='segment')),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
                ('topic', models.ForeignKey(blank=True, help_text='People who unsubscribed from this topic won’t get it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mailings', to='persons.topic', verbose_name='topic')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'mailing',
                'verbose_name_plural': 'mailings',
                'ordering': ['-pk'],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('advertising', models.CharField(blank=True, choices=[('ad', 'political advertising: paid or commissioned by someone else'), ('own', 'the campaign’s own communication, not advertising')], db_default='', default='', help_text='Ask your lawyer (Regulation (EU) 2024/900, article 2). Advertising is labelled in each e-mail.', max_length=3, verbose_name='political advertising')),
                ('ad_reason', models.CharField(blank=True, db_default='', default='', help_text='Kept with the mailing as evidence.', max_length=300, verbose_name='reason it isn’t advertising')),
                ('ad_linked_to', models.CharField(blank=True, db_default='', default='', help_text='The election, referendum or law it is about.', max_length=200, verbose_name='linked to')),
                ('ad_targeted', models.BooleanField(db_default=True, default=True, help_text='A segment or conditional parts. Each e-mail says so; separate consent may be needed.', verbose_name='recipients are chosen by personal data')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('content', hustings.outreach.emails.blocks.content.ContentField(blank=True, default=list, verbose_name='messages')),
                ('writers', models.JSONField(blank=True, default=list, help_text='Numbers of those who wrote some of it')),
                ('kept_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'template',
                'verbose_name_plural': 'templates',
                'ordering': ['name'],
            },
        ),
    ]
