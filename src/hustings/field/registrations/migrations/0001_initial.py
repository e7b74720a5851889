import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0001_initial'),
        ('persons', '0001_initial'),
        ('territories', '0001_initial'),
    ]

    operations = [
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
                ('answers', models.JSONField(default=dict, help_text='Question -> answer')),
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
                ('kind', models.CharField(choices=[('arranged', 'Arranged'), ('offered', 'Offered'), ('lapsed', 'Lapsed'), ('seated', 'Seated'), ('removed', 'Removed'), ('withdrawn', 'Withdrawn'), ('moved', 'Moved'), ('off', 'Off'), ('on', 'On'), ('day_before', 'Day Before'), ('that_day', 'That Day')], max_length=10)),
                ('about', models.CharField(blank=True, max_length=40)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('registration', models.ForeignKey(db_constraint=False, db_index=False, help_text='No constraint: an offer to others would wait for whoever changes their registration', on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='registrations.registration')),
            ],
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
            name='Barred',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(help_text='Keyed hash of event and address', max_length=64)),
                ('disowned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='barred', to='events.event')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('event', 'fingerprint'), name='one_bar_per_event_and_mailbox')],
            },
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
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('registration', 'kind', 'about'), name='one_notice_of_a_kind'),
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
    ]
