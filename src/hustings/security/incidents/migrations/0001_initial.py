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
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(max_length=20)),
                ('text', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', hustings.foundation.lib.sql.key_fields.KeyField(max_length=64, unique=True)),
                ('sealed', models.BinaryField()),
                ('size', models.BigIntegerField()),
                ('kept_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Exercise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seed', models.PositiveIntegerField(help_text='Makes the message anew')),
                ('kind', models.CharField(max_length=30)),
                ('is_attack', models.BooleanField()),
                ('shown_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('said_attack', models.BooleanField(null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'exercise',
                'verbose_name_plural': 'exercises',
            },
        ),
        migrations.CreateModel(
            name='Guard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('kind', models.CharField(choices=[('milter', 'milter of a mail server'), ('watcher', 'watcher of mailboxes'), ('own', 'watcher of this installation')], max_length=8, verbose_name='kind')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'guard',
                'verbose_name_plural': 'guards',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='subject')),
                ('kind', models.CharField(blank=True, help_text="The engine's class, or a look-alike", max_length=20)),
                ('action', models.PositiveSmallIntegerField(choices=[(0, 'delivered'), (1, 'warned of'), (2, 'held'), (3, 'refused')], default=0)),
                ('n_sightings', models.PositiveIntegerField(default=0)),
                ('n_reports', models.PositiveIntegerField(default=0)),
                ('first_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('outcome', models.CharField(blank=True, choices=[('attack', 'an attack'), ('harmless', 'harmless'), ('exercise', 'an exercise of our own')], max_length=8)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'incident',
                'verbose_name_plural': 'incidents',
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_attack', models.BooleanField()),
                ('odds', models.FloatField(help_text='Log-odds of the verdict, before anything was taught')),
                ('signals', models.JSONField(default=dict, help_text='Strength by name')),
                ('words', models.JSONField(default=list, help_text='Numbers of hashed words')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('what', models.CharField(choices=[('incident', 'opened an incident'), ('message', 'read a message'), ('evidence', 'took a message out'), ('released', 'released'), ('deleted', 'deleted everywhere'), ('held', 'held in all mailboxes'), ('blocked', 'blocked'), ('allowed', 'allowed'), ('rule_ended', 'ended a rule'), ('judged', 'judged an incident'), ('merged', 'put incidents together'), ('split', 'took messages apart'), ('source', 'set up a mail source'), ('unsourced', 'removed a mail source'), ('guard', 'gave a guard a token'), ('unguarded', 'took a guard’s token away'), ('settings', 'changed how mail is guarded'), ('proposal', 'took out what people said'), ('incidents', 'looked through the incidents'), ('bulletin', 'looked at a bulletin'), ('learnt', 'had mailboxes read whole'), ('unlearnt', 'deleted what was learnt from mailboxes'), ('expired', 'deleted held mail whose days were over'), ('handed', 'made a bulletin a mailing'), ('opinions', 'looked at what people said of verdicts'), ('reviewed', 'reviewed an opinion'), ('reset', 'made guards forget what they were taught'), ('set_aside', 'set aside what can’t be read')], max_length=10, verbose_name='what')),
                ('about', models.CharField(blank=True, max_length=300)),
                ('address', models.GenericIPAddressField(null=True)),
            ],
            options={
                'verbose_name': 'look',
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(help_text='Kind and value', max_length=200, unique=True)),
                ('cut_at', models.DateTimeField(blank=True, null=True)),
                ('joins_all', models.BooleanField(default=False, help_text='Even mail that looks harmless: of a look-alike')),
            ],
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', models.CharField(choices=[('right', 'yes'), ('wrong', 'no')], max_length=5)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decision', models.CharField(blank=True, choices=[('accepted', 'accepted'), ('refused', 'refused')], max_length=8)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('deed', models.CharField(choices=[('release', 'release to the mailbox'), ('delete', 'delete'), ('hold', 'hold'), ('restore', 'put back')], max_length=7)),
                ('about', models.JSONField(default=dict, help_text='By what the guard finds the message')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('lapses_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'order',
                'verbose_name_plural': 'orders',
            },
        ),
        migrations.CreateModel(
            name='Perusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('places', models.JSONField(default=dict, help_text='UIDVALIDITY and last UID by folder')),
                ('n_read', models.PositiveBigIntegerField(default=0)),
                ('n_new', models.PositiveBigIntegerField(default=0)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('problem', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='The same for the same report', max_length=64, unique=True)),
                ('way', models.CharField(choices=[('page', 'by the page'), ('forward', 'forwarded'), ('folder', 'moved to the folder')], max_length=7)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('action', models.PositiveSmallIntegerField(default=0)),
                ('is_first', models.BooleanField(default=False)),
                ('answer', models.TextField(blank=True, help_text='As the reporter was told')),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('is_proven', models.BooleanField(default=True, help_text='That they sent it is certain')),
                ('retold_at', models.DateTimeField(blank=True, help_text='They were told that it is an attack after all', null=True)),
                ('is_named', models.BooleanField(default=False, help_text='May be named in the bulletin')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
            },
        ),
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deed', models.CharField(choices=[('block', 'block'), ('allow', 'allow')], max_length=5, verbose_name='what')),
                ('kind', models.CharField(choices=[('sender', 'sender’s address or domain'), ('host', 'host of a link'), ('file', 'file (SHA-256)'), ('name', 'name of the sender'), ('subject', 'subject'), ('lure', 'text of the message')], max_length=7, verbose_name='by')),
                ('value', models.CharField(max_length=300, verbose_name='value')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'rule',
                'verbose_name_plural': 'rules',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ShieldSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domains', models.TextField(blank=True, help_text='One a line, beside that of the campaign’s sender', verbose_name='our domains')),
                ('brands', models.TextField(blank=True, help_text='One a line: attackers put them into their domains', verbose_name='names and slogans')),
                ('services', models.TextField(blank=True, help_text='One a line: Name: domain, domain', verbose_name='services that the team signs in to')),
                ('partners', models.TextField(blank=True, help_text='Suppliers, bank, press; one a line: Name: domain, domain', verbose_name='partners')),
                ('receivers', models.TextField(blank=True, help_text='Hosts that write Authentication-Results, one a line', verbose_name='mail servers whose results are believed')),
                ('kept_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='days that held mail is kept')),
                ('box_days', models.PositiveSmallIntegerField(default=30, help_text='Counted from when it was held; 0: for ever. What an open incident or an order speaks of stays', validators=[django.core.validators.MaxValueValidator(3650)], verbose_name='days that mail stays in the folder for held mail of a mailbox')),
                ('seen_days', models.PositiveSmallIntegerField(default=365, help_text='Then nothing is left of who got what', validators=[django.core.validators.MinValueValidator(7), django.core.validators.MaxValueValidator(1100)], verbose_name='days that incidents are kept')),
                ('holds_reported', models.BooleanField(default=True, verbose_name='hold in all watched mailboxes what is reported and found to be an attack')),
                ('has_bulletin', models.BooleanField(default=True, verbose_name='draft a bulletin every week')),
                ('has_exercises', models.BooleanField(default=True, verbose_name='offer exercises to the team')),
                ('noticed_at', models.DateTimeField(blank=True, editable=False, help_text='The last notice that something waits', null=True)),
            ],
            options={
                'verbose_name': 'arrangement',
            },
        ),
        migrations.CreateModel(
            name='Sighting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text="The guard's own id", max_length=64, unique=True)),
                ('at', models.DateTimeField()),
                ('came_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('kind', models.CharField(max_length=8)),
                ('mailboxes', models.JSONField(default=list)),
                ('message_id', hustings.foundation.lib.sql.key_fields.KeyField(blank=True, max_length=300)),
                ('sha256', hustings.foundation.lib.sql.key_fields.KeyField(max_length=64)),
                ('sender', models.CharField(blank=True, max_length=320)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('size', models.BigIntegerField(default=0)),
                ('action', models.PositiveSmallIntegerField(choices=[(0, 'delivered'), (1, 'warned of'), (2, 'held'), (3, 'refused')])),
                ('verdict', models.CharField(blank=True, help_text="The engine's class", max_length=20)),
                ('score', models.FloatField(default=0.0)),
                ('unreviewed', models.FloatField(help_text='The score without what reviews taught', null=True)),
                ('signals', models.JSONField(default=list)),
                ('traits', models.JSONField(default=list)),
                ('done', models.CharField(blank=True, max_length=300)),
                ('place', models.JSONField(default=dict)),
                ('is_opened', models.BooleanField(null=True)),
                ('state', models.CharField(blank=True, help_text='What orders made of it', max_length=10)),
            ],
            options={
                'verbose_name': 'sighting',
                'verbose_name_plural': 'sightings',
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('kind', models.CharField(choices=[('server', 'mail server'), ('mailbox', 'mailbox of a member of staff'), ('reports', 'mailbox for reports')], max_length=8, verbose_name='kind')),
                ('address', models.EmailField(blank=True, help_text='Whose mail comes there', max_length=254, verbose_name='address')),
                ('host', models.CharField(blank=True, max_length=253, verbose_name='server')),
                ('port', models.PositiveIntegerField(default=993, verbose_name='port')),
                ('safety', models.CharField(choices=[('tls', 'TLS from the start (port 993)'), ('starttls', 'STARTTLS (port 143)'), ('plain', 'none: this machine only')], default='tls', max_length=8, verbose_name='connection')),
                ('way', models.CharField(choices=[('password', 'password or app password'), ('oauth', 'OAuth 2.0: refresh token')], default='password', max_length=8, verbose_name='log-in by')),
                ('login', models.CharField(blank=True, max_length=254, verbose_name='log-in name')),
                ('token_url', models.CharField(blank=True, max_length=300, verbose_name='address that gives tokens')),
                ('client_id', models.CharField(blank=True, max_length=200, verbose_name='client ID')),
                ('sealed', models.BinaryField(default=b'', help_text='The password or refresh token, encrypted')),
                ('sealed_more', models.BinaryField(default=b'', help_text='The client secret, encrypted')),
                ('folder', models.CharField(default='INBOX', max_length=200, verbose_name='folder that is watched')),
                ('held_folder', models.CharField(default='Held', max_length=200, verbose_name='folder for held mail')),
                ('report_folder', models.CharField(default='Report', max_length=200, verbose_name='folder for reports')),
                ('is_read_whole', models.BooleanField(default=False, help_text='Only if its owner has agreed. Counters and hashes are kept, no words', verbose_name='read all of it, to know who writes to us and our own copies')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('tested_at', models.DateTimeField(blank=True, help_text='The last test that it passed', null=True)),
                ('seen_at', models.DateTimeField(blank=True, help_text='Its guard was heard of', null=True)),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('validity', models.BigIntegerField(default=0, help_text='UIDVALIDITY of the mailbox for reports')),
                ('read_to', models.BigIntegerField(default=0, help_text='The last UID that was read there')),
            ],
            options={
                'verbose_name': 'mail source',
                'verbose_name_plural': 'mail sources',
                'ordering': ['kind', 'name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('sender', models.CharField(blank=True, max_length=320)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('lines', models.JSONField(default=list, help_text='The beginning of its text')),
                ('tells', models.JSONField(default=list, help_text='The signals that gave it away, strongest first')),
                ('n_people', models.PositiveIntegerField(default=0)),
                ('thanked', models.CharField(blank=True, help_text='Who reported it, if they agreed', max_length=200)),
                ('image', models.BigIntegerField(help_text='Its picture among those of the site, once it is a letter', null=True)),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Study',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('relations', 'who writes to the team'), ('copies', 'our own copies')], max_length=9, unique=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('is_anew', models.BooleanField(default=False, help_text='Forget first what was learnt before')),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('n_kept', models.PositiveBigIntegerField(default=0, help_text='What there is in all')),
                ('n_faults', models.PositiveSmallIntegerField(default=0, help_text='How often the program failed at it')),
                ('fault', models.CharField(blank=True, help_text='How it failed last', max_length=300)),
            ],
            options={
                'verbose_name': 'reading of mailboxes',
            },
        ),
        migrations.CreateModel(
            name='Taking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('exercises_since', models.DateTimeField(blank=True, null=True)),
                ('no_bulletin_since', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Teaching',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('key', models.CharField(help_text='Of the examples that it was made of', max_length=64)),
                ('numbers', models.JSONField(default=dict, help_text='As profiles have them')),
                ('n', models.PositiveIntegerField(default=0, help_text='Examples')),
                ('n_before', models.PositiveIntegerField(default=0, help_text='Told right before anything was taught')),
                ('n_after', models.PositiveIntegerField(default=0, help_text='Told right with it')),
                ('n_unseen', models.PositiveIntegerField(default=0, help_text='Each told right by what the others teach')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField(help_text='Its Monday', unique=True, verbose_name='week from')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('foreword', models.TextField(blank=True, max_length=2000, verbose_name='foreword')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bulletin',
                'verbose_name_plural': 'bulletins',
                'ordering': ['-week'],
            },
        ),
    ]
