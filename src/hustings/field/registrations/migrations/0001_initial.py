import django.db.models.deletion
import django.utils.timezone
import hustings.field.registrations.models.questions
import hustings.foundation.lib.sql.key_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0001_initial'),
        ('groups', '0001_initial'),
        ('persons', '0001_initial'),
        ('territories', '0001_initial'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AttendanceFit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('learnt_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('fit', models.JSONField(help_text='See hustings.field.registrations.attendance.model.Fit')),
            ],
            options={
                'ordering': ['-learnt_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CoverRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wanted', models.PositiveSmallIntegerField(verbose_name='people wanted')),
                ('most', models.PositiveSmallIntegerField(verbose_name='people asked at most')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('shift', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cover_requests', to='events.shift')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CoverAsk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='cover_asks', to='persons.person')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='registrations.coverrequest')),
            ],
            options={
                'verbose_name': 'cover request',
            },
        ),
        migrations.CreateModel(
            name='EventQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=hustings.field.registrations.models.questions.new_key, help_text='Of its answers, in registrations', max_length=10)),
                ('kind', models.CharField(choices=[('short', 'short text'), ('one', 'single choice'), ('many', 'multiple choice'), ('number', 'number'), ('yes_no', 'yes / no')], max_length=6, verbose_name='kind')),
                ('texts', models.JSONField(default=dict, help_text='language -> label, hint')),
                ('options', models.JSONField(default=list, help_text='key, and texts: language -> label; in their order')),
                ('is_required', models.BooleanField(default=False, verbose_name='required')),
                ('least', models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True, verbose_name='least')),
                ('most', models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True, verbose_name='most')),
                ('is_whole', models.BooleanField(default=False, verbose_name='whole numbers only')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='events.event')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Registration',
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
                ('mailbox', hustings.foundation.lib.sql.key_fields.KeyField(help_text='One form for all spellings of it: each comes once', max_length=254)),
                ('guests', models.PositiveSmallIntegerField(default=0, verbose_name='guests')),
                ('wished', models.JSONField(default=list, help_text='Shifts asked for, by number')),
                ('answers', models.JSONField(default=dict, help_text='Key of a question -> answer')),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='events.event')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='persons.person')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'registration',
                'verbose_name_plural': 'registrations',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('arranged', 'Arranged'), ('offered', 'Offered'), ('lapsed', 'Lapsed'), ('seated', 'Seated'), ('removed', 'Removed'), ('withdrawn', 'Withdrawn'), ('moved', 'Moved'), ('link', 'Link'), ('off', 'Off'), ('on', 'On'), ('day_before', 'Day Before'), ('that_day', 'That Day')], max_length=10)),
                ('about', models.CharField(blank=True, max_length=40)),
                ('was', models.JSONField(default=dict, help_text='Time and place before they changed')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, help_text='When it was true no more, unmailed', null=True)),
                ('registration', models.ForeignKey(db_constraint=False, db_index=False, help_text='No constraint: an offer to others would wait for whoever changes their registration', on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='registrations.registration')),
            ],
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(verbose_name='score')),
                ('words', models.TextField(blank=True, verbose_name='comment')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='registrations.registration')),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n_came', models.PositiveIntegerField(blank=True, null=True, verbose_name='people who came')),
                ('n_contacts', models.PositiveIntegerField(blank=True, null=True, verbose_name='contacts made')),
                ('minutes', models.TextField(blank=True, verbose_name='minutes')),
                ('public_text', models.TextField(blank=True, verbose_name='text for the site')),
                ('filed_at', models.DateTimeField(blank=True, null=True)),
                ('shown_at', models.DateTimeField(blank=True, help_text="When text and pictures were put on the event's page", null=True)),
                ('reminded_at', models.DateTimeField(blank=True, help_text='When the host was to be reminded', null=True)),
                ('mailed_at', models.DateTimeField(blank=True, help_text='When that reminder left', null=True)),
                ('by', models.ForeignKey(blank=True, help_text='A host of the group', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='report', to='events.event')),
                ('user', models.ForeignKey(blank=True, help_text='Of the team; none: a host', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
            },
        ),
        migrations.CreateModel(
            name='ReportPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alt', models.CharField(blank=True, max_length=200, verbose_name='image description')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailimages.image')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='registrations.report')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=300, verbose_name='task')),
                ('owner', models.CharField(blank=True, max_length=120, verbose_name='assigned to')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due date')),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='registrations.report')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RollCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('n_came', models.PositiveIntegerField(default=0, help_text='Seats')),
                ('n_absent', models.PositiveIntegerField(default=0, help_text='Seats')),
                ('before', models.JSONField(default=dict, help_text='Seat -> its two times before, as text')),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, help_text='A host of the group', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roll_calls', to='events.event')),
                ('user', models.ForeignKey(blank=True, help_text='Of the team; none: a host', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-noted_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mailbox', hustings.foundation.lib.sql.key_fields.KeyField(max_length=254)),
                ('n', models.PositiveSmallIntegerField(default=1, help_text='With guests')),
                ('position', models.PositiveIntegerField(help_text='Order of asking, in the shift')),
                ('asked_at', models.DateTimeField()),
                ('seated_at', models.DateTimeField(blank=True, null=True)),
                ('offered_at', models.DateTimeField(blank=True, null=True)),
                ('offered_until', models.DateTimeField(blank=True, null=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('release', models.CharField(blank=True, choices=[('by_them', 'cancelled by the participant'), ('by_team', 'cancelled by the team'), ('lapsed', 'offer expired'), ('event_off', 'event cancelled'), ('erased', 'person deleted')], max_length=10)),
                ('attended_at', models.DateTimeField(blank=True, help_text='Seen at the door, or said afterwards', null=True)),
                ('absent_at', models.DateTimeField(blank=True, help_text="When it was noted that they didn't come", null=True)),
                ('person', models.ForeignKey(blank=True, help_text='Of the registration', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='seats', to='persons.person')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='registrations.registration')),
                ('shift', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='events.shift')),
            ],
            options={
                'verbose_name': 'seat',
                'verbose_name_plural': 'seats',
                'ordering': ['shift', 'position'],
            },
        ),
        migrations.CreateModel(
            name='SpeakerRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=300, verbose_name='topic')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('offered_at', models.DateTimeField(blank=True, null=True)),
                ('mailed_at', models.DateTimeField(blank=True, help_text='The offer to the speaker', null=True)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('declined_at', models.DateTimeField(blank=True, help_text='By the speaker last asked', null=True)),
                ('closed_at', models.DateTimeField(blank=True, help_text='By the team, without a speaker', null=True)),
                ('told_at', models.DateTimeField(blank=True, help_text='When the group heard of the answer', null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='speaker_requests', to='persons.person')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speaker_requests', to='events.event')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speaker_requests', to='groups.localgroup')),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='speaker_offers', to='persons.person', verbose_name='speaker')),
                ('user', models.ForeignKey(blank=True, help_text='Who offered it to the speaker, or closed it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'speaker request',
                'verbose_name_plural': 'speaker requests',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Thanks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='message')),
                ('absent_text', models.TextField(blank=True, verbose_name='message to people who didn’t come')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='events.event')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ThanksMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('came', models.BooleanField(default=True)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='thanks_mail', to='registrations.registration')),
                ('thanks', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='registrations.thanks')),
            ],
        ),
        migrations.CreateModel(
            name='Barred',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(help_text='Keyed hash of that and the address', max_length=64)),
                ('disowned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='barred', to='events.event')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('event', 'fingerprint'), name='one_bar_per_event_and_mailbox')],
            },
        ),
        migrations.AddConstraint(
            model_name='coverrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('shift',), name='one_open_cover_request_of_a_shift'),
        ),
        migrations.AddIndex(
            model_name='coverask',
            index=models.Index(fields=['person', 'made_at'], name='cover_asks_of_person'),
        ),
        migrations.AddConstraint(
            model_name='coverask',
            constraint=models.UniqueConstraint(fields=('request', 'person'), name='one_cover_ask_of_a_person'),
        ),
        migrations.AddConstraint(
            model_name='eventquestion',
            constraint=models.UniqueConstraint(fields=('event', 'key'), name='one_question_of_a_key'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['key', 'asked_at'], name='registrations_by_address'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['visitor', 'asked_at'], name='registrations_by_visitor'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='registrations_unconfirmed'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='registrations_of_person'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['event', '-confirmed_at', '-id'], name='registrations_newest'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['mailbox', 'asked_at'], name='registrations_of_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', False), ('withdrawn_at', None)), fields=('event', 'mailbox'), name='one_registration_per_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_registration_per_form'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('dropped_at', None), ('mailed_at', None)), fields=['made_at'], name='notices_unsent'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('registration', 'kind', 'about'), name='one_notice_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(('score__range', (1, 5))), name='feedback_from_1_to_5'),
        ),
        migrations.AddIndex(
            model_name='seat',
            index=models.Index(condition=models.Q(('offered_at', None), ('released_at', None), ('seated_at', None)), fields=['shift', 'position'], name='seats_waiting'),
        ),
        migrations.AddIndex(
            model_name='seat',
            index=models.Index(condition=models.Q(('offered_at__isnull', False), ('released_at', None), ('seated_at', None)), fields=['offered_until'], name='seats_offered'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('released_at', None)), fields=('shift', 'mailbox'), name='one_seat_per_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(fields=('shift', 'position'), name='one_seat_at_a_position'),
        ),
        migrations.AddConstraint(
            model_name='speakerrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('event',), name='one_open_speaker_request_of_an_event'),
        ),
    ]
