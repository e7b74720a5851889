import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('mailings', '0001_initial'),
        ('persons', '0001_initial'),
        ('territories', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(help_text='Of its circle: CircleKind.name', max_length=20)),
                ('subject', models.BigIntegerField(help_text='Key of the group, the event …')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When something was last written')),
                ('n_messages', models.PositiveIntegerField(default=0)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('closed_by_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='threads', to='persons.person')),
                ('zone', models.ForeignKey(blank=True, help_text='Of its circle, last written', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone')),
            ],
            options={
                'verbose_name': 'conversation',
                'verbose_name_plural': 'conversations',
                'ordering': ['-last_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Relay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(blank=True, help_text='When its person was last told of a mail from an unknown address', null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relays', to='persons.person')),
                ('thread', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='relays', to='threads.thread')),
            ],
        ),
        migrations.CreateModel(
            name='Mute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('muted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='muted_threads', to='persons.person')),
                ('thread', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='mutes', to='threads.thread')),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=5000, verbose_name='message')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('source', models.CharField(choices=[('web', 'on the site'), ('mail', 'by e-mail')], default='web', max_length=4)),
                ('mail_key', models.CharField(help_text='Of the mail that it came in, so that it comes once', max_length=64, null=True, unique=True)),
                ('n_cut', models.PositiveSmallIntegerField(default=0, help_text='Addresses and numbers taken out of a mail')),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('hidden_for', models.CharField(blank=True, choices=[('insult', 'insults or threats'), ('hate', 'hate speech or discrimination'), ('private', 'personal data of others'), ('advert', 'advertising or spam'), ('false', 'false or misleading'), ('off', 'off topic'), ('other', 'another reason')], max_length=8)),
                ('hidden_words', models.CharField(blank=True, help_text='What the writer is told beside', max_length=300)),
                ('appealed_at', models.DateTimeField(blank=True, null=True)),
                ('appeal_decided_at', models.DateTimeField(blank=True, null=True)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('spread_at', models.DateTimeField(blank=True, help_text='When all its notices were written', null=True)),
                ('spread_to', models.BigIntegerField(default=0, help_text='The last person for whom one was')),
                ('hidden_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('hidden_by_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to='persons.person')),
                ('thread', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='threads.thread')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
            },
        ),
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deed', models.CharField(choices=[('hidden', 'message hidden'), ('restored', 'message restored'), ('kept', 'reports reviewed, message kept'), ('appealed', 'writer asked for a review'), ('upheld', 'hiding confirmed after a review'), ('closed', 'conversation closed'), ('reopened', 'conversation reopened'), ('blocked', 'member blocked'), ('unblocked', 'block lifted')], max_length=9)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('why', models.CharField(blank=True, choices=[('insult', 'insults or threats'), ('hate', 'hate speech or discrimination'), ('private', 'personal data of others'), ('advert', 'advertising or spam'), ('false', 'false or misleading'), ('off', 'off topic'), ('other', 'another reason')], max_length=8)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('person', models.ForeignKey(blank=True, help_text='A host, or the writer', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('whom', models.ForeignKey(blank=True, help_text='The one it was done to', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='log', to='threads.message')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='log', to='threads.thread')),
            ],
            options={
                'verbose_name': 'entry of the moderation log',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ThreadLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(help_text='None until it is mailed', max_length=64, null=True, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thread_links', to='persons.person')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='threads.thread')),
            ],
        ),
        migrations.CreateModel(
            name='Trust',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('subject', models.BigIntegerField()),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.person')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('subject', models.BigIntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thread_blocks', to='persons.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('kind', 'subject', 'person'), name='one_block_in_a_circle')],
            },
        ),
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('subject', models.BigIntegerField(help_text='Key of the group, the event …')),
                ('title', models.CharField(max_length=120, verbose_name='subject of the e-mail')),
                ('text', models.TextField(max_length=5000, verbose_name='text')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('refused_for', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('mailed_at', models.DateTimeField(blank=True, help_text='When its writer was told', null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mailing', models.OneToOneField(blank=True, help_text='Once approved', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='bulletin', to='mailings.mailing')),
                ('person', models.ForeignKey(help_text='The host who wrote it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='bulletins', to='persons.person')),
                ('zone', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone')),
            ],
            options={
                'verbose_name': 'message to members',
                'verbose_name_plural': 'messages to members',
                'ordering': ['-written_at', '-pk'],
                'indexes': [models.Index(fields=['kind', 'subject', '-written_at'], name='bulletins_of_circle'), models.Index(condition=models.Q(('decided_at', None), ('withdrawn_at', None)), fields=['-written_at'], name='bulletins_waiting')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_daily', models.BooleanField(default=False, help_text='It waits for the summary of its day')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('n_tried', models.PositiveSmallIntegerField(default=0)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, help_text='Claimed and not sent: skipped, or unsure', null=True)),
                ('bounced_at', models.DateTimeField(blank=True, null=True)),
                ('message', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='threads.message')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='thread_notices', to='persons.person')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('claimed_at', None)), fields=['due_at', 'id'], name='notices_due'), models.Index(fields=['person'], name='notices_of_person'), models.Index(fields=['claimed_at'], name='notices_by_age')],
                'constraints': [models.UniqueConstraint(fields=('message', 'person'), name='one_notice_of_a_message')],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='Of its bytes: the same mail comes once', max_length=64, unique=True)),
                ('raw', models.BinaryField(null=True)),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('outcome', models.CharField(blank=True, choices=[('posted', 'passed on'), ('machine', 'automatic reply, ignored'), ('stranger', 'from an unknown address, not passed on'), ('suspect', 'looks like an attack, not passed on'), ('empty', 'without a text, not passed on'), ('expired', 'the reply address has expired'), ('refused', 'the member may not write here')], max_length=8)),
                ('said', models.CharField(blank=True, help_text='What its writer is told of a refusal', max_length=300)),
                ('has_files', models.BooleanField(default=False)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('mailed_at', models.DateTimeField(blank=True, help_text='When its writer was told', null=True)),
                ('relay', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='threads.relay')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('read_at', None)), fields=['id'], name='replies_to_read')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('insult', 'insults or threats'), ('hate', 'hate speech or discrimination'), ('private', 'personal data of others'), ('advert', 'advertising or spam'), ('false', 'false or misleading'), ('off', 'off topic'), ('other', 'another reason')], max_length=8, verbose_name='reason')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='details')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('decided_by_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='threads.message')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'indexes': [models.Index(condition=models.Q(('decided_at', None)), fields=['message'], name='reports_open')],
                'constraints': [models.UniqueConstraint(fields=('message', 'person'), name='one_report_by_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('subject', models.BigIntegerField()),
                ('how', models.CharField(choices=[('each', 'each message right away'), ('daily', 'one summary a day'), ('none', 'no e-mails')], default='daily', max_length=5, verbose_name='e-mails')),
                ('at_night', models.BooleanField(default=False, verbose_name='also at night')),
                ('chosen_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='thread_subscriptions', to='persons.person')),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'subject'], name='subscriptions_of_circle')],
                'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'subject'), name='one_subscription_of_a_circle')],
            },
        ),
        migrations.AddIndex(
            model_name='thread',
            index=models.Index(fields=['kind', 'subject', '-last_at', '-id'], name='threads_of_circle'),
        ),
        migrations.AddConstraint(
            model_name='relay',
            constraint=models.UniqueConstraint(fields=('thread', 'person'), name='one_relay_of_a_thread'),
        ),
        migrations.AddIndex(
            model_name='mute',
            index=models.Index(fields=['person'], name='mutes_of_person'),
        ),
        migrations.AddConstraint(
            model_name='mute',
            constraint=models.UniqueConstraint(fields=('thread', 'person'), name='one_mute_of_a_thread'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['thread', 'at', 'id'], name='messages_of_thread'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['person', '-at'], name='messages_of_person'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('spread_at', None)), fields=['id'], name='messages_to_spread'),
        ),
        migrations.AddIndex(
            model_name='logentry',
            index=models.Index(fields=['-at', '-id'], name='moderation_newest'),
        ),
        migrations.AddConstraint(
            model_name='trust',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('kind', 'subject', 'person'), name='one_trust_in_a_circle'),
        ),
    ]
