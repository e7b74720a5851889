import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
import secrets
from django.conf import settings
from django.db import migrations, models
from hustings.deliberation.consultations.database import OPERATIONS


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('persons', '0001_initial'),
        ('segments', '0001_initial'),
        ('territories', '0001_initial'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titles', models.JSONField(default=dict, help_text='language -> title', verbose_name='title')),
                ('summaries', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='summary')),
                ('policies', models.JSONField(default=dict, help_text='language -> plain text, shown to everybody', verbose_name='moderation rules')),
                ('naming', models.CharField(choices=[('choice', 'by name or pseudonym, as they choose'), ('pseudonym', 'by pseudonym'), ('name', 'by name')], default='choice', max_length=12, verbose_name='names')),
                ('picture_alts', models.JSONField(default=dict, help_text='language -> the picture in words')),
                ('items_per_hour', models.PositiveSmallIntegerField(default=30, help_text='Contributions, arguments and sources of one voice', verbose_name='texts per person and hour')),
                ('reports_per_hour', models.PositiveSmallIntegerField(default=20, verbose_name='reports per reader and hour')),
                ('secret', models.CharField(default=secrets.token_hex, editable=False, help_text='Pseudonyms are made with it', max_length=64)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('shown_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, help_text='Taken from the phases at once, whatever their dates', null=True)),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('roll', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='segments.segment', verbose_name='only for people of this segment')),
                ('user', models.ForeignKey(help_text='Who entered it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'consultation',
                'verbose_name_plural': 'consultations',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('subject', models.PositiveBigIntegerField(help_text='Key of a row that the kind knows')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reached', models.PositiveBigIntegerField(default=0, help_text='The last voice that has its row')),
                ('spread_at', models.DateTimeField(blank=True, help_text='When a row stood there for everyone', null=True)),
                ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='announcements', to='consultations.consultation')),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=254, verbose_name='e-mail')),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(help_text="mailguard's Address.key", max_length=254)),
                ('given_name', models.CharField(blank=True, max_length=100, verbose_name='given name')),
                ('family_name', models.CharField(blank=True, max_length=100, verbose_name='family name')),
                ('postcode', models.CharField(blank=True, max_length=12, verbose_name='postcode')),
                ('phone', models.CharField(blank=True, help_text='E.164', max_length=16)),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], max_length=5)),
                ('consents', models.JSONField(default=dict, help_text='purpose -> id of the wording shown; those ticked')),
                ('source', models.CharField(max_length=200, verbose_name='page')),
                ('came', models.JSONField(help_text='Words of the campaign, and the site before', null=True)),
                ('ref', models.CharField(blank=True, help_text='The link of a letter, as the form had it', max_length=100)),
                ('visitor', models.CharField(blank=True, help_text='Keyed digest of network and day', max_length=32)),
                ('form_key', models.CharField(help_text='Of form and answers: twice is once', max_length=32, null=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent')),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('mailbox', hustings.foundation.lib.sql.key_fields.KeyField(max_length=254)),
                ('shown', models.CharField(choices=[('pseudonym', 'pseudonym'), ('name', 'name')], default='pseudonym', max_length=12)),
                ('acts', models.JSONField(default=list, help_text='[{act, ...}]: as ``acts`` of the app reads them')),
                ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='consultations.consultation')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='persons.person')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'entry',
                'verbose_name_plural': 'entries',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Grouping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='groupings', to='consultations.consultation')),
                ('joined', models.ForeignKey(blank=True, help_text='The group that it became part of, and comes back from', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='parts', to='consultations.grouping')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('contribution', 'contribution'), ('for', 'argument for'), ('against', 'argument against'), ('source', 'source'), ('statement', 'statement'), ('block', 'part of a text'), ('amendment', 'amendment'), ('report', 'report of a local debate'), ('sentence', 'sentence of a synthesis'), ('comment', 'comment')], max_length=12)),
                ('language', models.CharField(blank=True, max_length=5)),
                ('position', models.PositiveIntegerField(default=0, help_text='Where an order was given')),
                ('data', models.JSONField(default=dict, help_text='What its kind adds, such as a link or a scan')),
                ('posted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('hidden_at', models.DateTimeField(blank=True, help_text='In the public bin since', null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='Taken back by whoever wrote it', null=True)),
                ('checked_at', models.DateTimeField(blank=True, help_text='When a moderator looked at its words; none after an edit', null=True)),
                ('n_for', models.PositiveIntegerField(default=0)),
                ('n_against', models.PositiveIntegerField(default=0)),
                ('n_sources', models.PositiveIntegerField(default=0)),
                ('n_amendments', models.PositiveIntegerField(default=0)),
                ('foreign_id', models.CharField(blank=True, help_text='Number in the file it came from', max_length=60)),
                ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='consultations.consultation')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='consultations.item')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone')),
            ],
            options={
                'verbose_name': 'contribution',
                'verbose_name_plural': 'contributions',
            },
        ),
        migrations.CreateModel(
            name='Grouped',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='The first stands for all in lists')),
                ('grouping', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='members', to='consultations.grouping')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groupings', to='consultations.item')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mailbox', hustings.foundation.lib.sql.key_fields.KeyField(help_text='One form for all spellings; none once erased', max_length=254, null=True)),
                ('number', models.PositiveIntegerField(help_text='In open data; in no order')),
                ('pseudonym', models.CharField(max_length=80, verbose_name='pseudonym')),
                ('shown', models.CharField(choices=[('pseudonym', 'pseudonym'), ('name', 'name')], default='pseudonym', max_length=12)),
                ('name', models.CharField(blank=True, help_text='As shown, if they chose so', max_length=200, verbose_name='name')),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('barred_at', models.DateTimeField(blank=True, help_text='Since when they may not act any more', null=True)),
                ('barred_why', models.CharField(blank=True, help_text='For the team', max_length=300)),
                ('no_mail_since', models.DateTimeField(blank=True, help_text='Since when they want no more mails of this consultation', null=True)),
                ('foreign_id', models.CharField(blank=True, help_text='Account in the file they came from', max_length=60)),
                ('barred_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='consultations.consultation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone')),
            ],
            options={
                'verbose_name': 'participant',
                'verbose_name_plural': 'participants',
            },
        ),
        migrations.AddField(
            model_name='item',
            name='participant',
            field=models.ForeignKey(blank=True, help_text='None: written by the team', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='consultations.participant'),
        ),
        migrations.CreateModel(
            name='AnnouncementMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('announcement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='consultations.announcement')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='consultations.participant')),
            ],
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('kind', models.CharField(choices=[('debate', 'debate'), ('text', 'text with amendments'), ('statements', 'statements to vote on'), ('synthesis', 'synthesis'), ('decision', 'decision'), ('follow_up', 'follow-up')], max_length=12, verbose_name='kind')),
                ('titles', models.JSONField(default=dict, help_text='language -> title', verbose_name='title')),
                ('intros', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='introduction')),
                ('starts_at', models.DateTimeField(verbose_name='start')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='end')),
                ('ballot', models.CharField(choices=[('none', 'no votes'), ('support', 'support'), ('three', 'agree, mixed, disagree'), ('pass', 'agree, disagree, pass')], default='three', max_length=8, verbose_name='votes')),
                ('takes_items', models.BooleanField(default=True, verbose_name='people may contribute')),
                ('takes_arguments', models.BooleanField(default=True, verbose_name='people may argue for and against')),
                ('takes_sources', models.BooleanField(default=True, verbose_name='people may add sources')),
                ('takes_reports', models.BooleanField(default=False, verbose_name='local debates send reports')),
                ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='consultations.consultation')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
                'ordering': ['position', 'starts_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='item',
            name='phase',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='consultations.phase'),
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('titles', models.JSONField(default=dict, help_text='language -> title', verbose_name='title')),
                ('intros', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='introduction')),
                ('phase', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='consultations.phase')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='item',
            name='question',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='consultations.question'),
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(blank=True, max_length=500, verbose_name='title')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('why', models.TextField(blank=True, verbose_name='what changed, and why')),
                ('is_typo', models.BooleanField(default=False, help_text='So small a change that votes went along')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('n_agree', models.IntegerField(default=0)),
                ('n_mixed', models.IntegerField(default=0)),
                ('n_disagree', models.IntegerField(default=0)),
                ('n_pass', models.IntegerField(default=0)),
                ('elsewhere', models.JSONField(default=dict, help_text='choice -> count without votes')),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='consultations.item')),
                ('participant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultations.participant')),
            ],
        ),
        migrations.AddField(
            model_name='item',
            name='version',
            field=models.OneToOneField(help_text='That which stands now', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='consultations.version'),
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.CharField(choices=[('agree', 'agree'), ('mixed', 'mixed'), ('disagree', 'disagree'), ('pass', 'pass')], max_length=8)),
                ('cast_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('is_carried_alone', models.BooleanField(default=False, help_text='Went along with a change of spelling')),
                ('set_aside_at', models.DateTimeField(blank=True, help_text='Not counted: its voter has a later vote by another address', null=True)),
                ('carried_from', models.ForeignKey(blank=True, db_index=False, help_text='The version that the same vote was cast on before', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='consultations.version')),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='consultations.item')),
                ('participant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='consultations.participant')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='consultations.version')),
            ],
            options={
                'verbose_name': 'vote',
                'verbose_name_plural': 'votes',
            },
        ),
        migrations.CreateModel(
            name='Bar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(help_text='Keyed hash of that and the address', max_length=64)),
                ('disowned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='barred', to='consultations.consultation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('consultation', 'fingerprint'), name='one_bar_per_consultation_and_mailbox')],
            },
        ),
        migrations.AddIndex(
            model_name='announcement',
            index=models.Index(fields=['consultation', '-id'], name='announcements_newest'),
        ),
        migrations.AddConstraint(
            model_name='announcement',
            constraint=models.UniqueConstraint(fields=('kind', 'subject'), name='told_once'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['key', 'asked_at'], name='entrys_by_address'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['visitor', 'asked_at'], name='entrys_by_visitor'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='entrys_unconfirmed'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='entrys_of_person'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['consultation', 'mailbox'], name='entries_of_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_entry_per_form'),
        ),
        migrations.AddIndex(
            model_name='grouping',
            index=models.Index(fields=['consultation', '-id'], name='groupings_of_consultation'),
        ),
        migrations.AddConstraint(
            model_name='grouped',
            constraint=models.UniqueConstraint(fields=('grouping', 'item'), name='once_in_a_grouping'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(condition=models.Q(('mailbox__isnull', False)), fields=('consultation', 'mailbox'), name='one_voice_per_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('consultation', 'number'), name='one_number_per_participant'),
        ),
        migrations.AddConstraint(
            model_name='announcementmail',
            constraint=models.UniqueConstraint(fields=('announcement', 'participant'), name='one_mail_for_a_voice'),
        ),
        migrations.AddIndex(
            model_name='phase',
            index=models.Index(fields=['consultation', 'position'], name='phase_of_consultation'),
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='phase_ends_after_its_start'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['phase', 'position'], name='question_of_phase'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('item', 'number'), name='one_version_per_number'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['phase', 'kind', '-posted_at', '-id'], name='items_of_phase'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['question', 'kind', '-posted_at', '-id'], name='items_of_question'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['consultation', 'kind', '-posted_at', '-id'], name='items_newest'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['consultation', '-posted_at', '-id'], name='items_by_date'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(condition=models.Q(('checked_at', None)), fields=['consultation', 'id'], name='items_unchecked'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(condition=models.Q(('foreign_id', ''), _negated=True), fields=('consultation', 'foreign_id'), name='one_item_per_foreign_number'),
        ),
        migrations.AddIndex(
            model_name='vote',
            index=models.Index(fields=['participant', 'item'], name='votes_of_participant'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('version', 'participant'), name='one_vote_per_version_and_voice'),
        ),
    ] + OPERATIONS
