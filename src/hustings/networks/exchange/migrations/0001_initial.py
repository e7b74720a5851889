import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('persons', '0001_initial'),
        ('volunteers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExchangeLimits',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer_hours', models.PositiveSmallIntegerField(default=72, validators=[django.core.validators.MinValueValidator(4), django.core.validators.MaxValueValidator(336)], verbose_name='hours to answer, then the next one is asked')),
                ('post_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(180)], verbose_name='days that an ask or offer stays, unless renewed')),
                ('silences', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='requests without an answer, then a break')),
                ('break_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='days of that break')),
            ],
            options={
                'verbose_name': 'limits',
            },
        ),
        migrations.CreateModel(
            name='Cohort',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('kind', models.CharField(choices=[('mentor', 'mentor'), ('skill', 'skill'), ('introduction', 'introduction'), ('room', 'room'), ('desk', 'desk')], default='mentor', max_length=12, verbose_name='kind')),
                ('n_choices', models.PositiveSmallIntegerField(default=20, verbose_name='best offers looked at for each ask')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('drawn_at', models.DateTimeField(blank=True, null=True)),
                ('n_asks', models.PositiveIntegerField(default=0)),
                ('n_offers', models.PositiveIntegerField(default=0)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'cohort',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('city', models.CharField(blank=True, max_length=100, verbose_name='city')),
                ('time_zone', models.CharField(default='Europe/Paris', max_length=50, verbose_name='time zone')),
                ('languages', models.JSONField(default=list, verbose_name='languages')),
                ('times', models.PositiveIntegerField(default=0, help_text='A bit for each part of each day of the week')),
                ('about', models.TextField(blank=True, max_length=1000, verbose_name='about you')),
                ('most_at_once', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='requests at the same time, at most')),
                ('rest_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(180)], verbose_name='days of rest after a meeting')),
                ('n_open', models.PositiveSmallIntegerField(default=0)),
                ('n_silent', models.PositiveSmallIntegerField(default=0, help_text='Requests without an answer, in a row')),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('rests_until', models.DateTimeField(blank=True, null=True)),
                ('paused_until', models.DateTimeField(blank=True, null=True, verbose_name='break until')),
                ('invited_at', models.DateTimeField(blank=True, null=True)),
                ('joined_at', models.DateTimeField(blank=True, null=True, verbose_name='since')),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='exchange_members', to='persons.organisation', verbose_name='organisation')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='exchange_member', to='persons.person')),
                ('user', models.ForeignKey(blank=True, help_text='Invited them', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'member',
                'verbose_name_plural': 'members',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='OfficeHour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='start')),
                ('minutes', models.PositiveSmallIntegerField(default=30, verbose_name='minutes')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('topic', models.CharField(blank=True, max_length=200, verbose_name='topic')),
                ('booked_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('booker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='booked_hours', to='exchange.member')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='office_hours', to='exchange.member')),
            ],
            options={
                'verbose_name': 'office hour',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('url', models.URLField(max_length=300, verbose_name='address of their site')),
                ('our_key', models.CharField(help_text='Public, hexadecimal', max_length=64)),
                ('sealed_key', models.CharField(help_text='The private one, encrypted', max_length=400)),
                ('their_key', models.CharField(blank=True, help_text='Public, hexadecimal', max_length=64, verbose_name='their key')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('heard_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'partner network',
                'verbose_name_plural': 'partner networks',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('their_key', ''), _negated=True), fields=('their_key',), name='exchange_partner_by_key'), models.UniqueConstraint(fields=('our_key',), name='exchange_partner_by_our_key')],
            },
        ),
        migrations.CreateModel(
            name='Parcel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('is_ours', models.BooleanField()),
                ('kind', models.CharField(max_length=20)),
                ('data', models.JSONField(default=dict, help_text='Emptied once it was received')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_at', models.DateTimeField(blank=True, help_text='None: there is nothing more to do', null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('n_tries', models.PositiveSmallIntegerField(default=0)),
                ('trouble', models.CharField(blank=True, max_length=200)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parcels', to='exchange.partner')),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('side', models.CharField(choices=[('ask', 'ask'), ('offer', 'offer')], max_length=5)),
                ('kind', models.CharField(choices=[('mentor', 'mentor'), ('skill', 'skill'), ('introduction', 'introduction'), ('room', 'room'), ('desk', 'desk')], default='mentor', max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='details')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], default='fr', max_length=5)),
                ('city', models.CharField(blank=True, max_length=100, verbose_name='city')),
                ('remote', models.JSONField(default=dict, help_text="Of a partner's ask: organisation, languages, hours")),
                ('posted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('renewed_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_for', models.CharField(blank=True, choices=[('answered', 'found'), ('withdrawn', 'withdrawn'), ('expired', 'expired'), ('hidden', 'removed by the team')], max_length=9)),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='exchange.member')),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='exchange.partner')),
                ('released_to', models.ManyToManyField(blank=True, related_name='released_posts', to='exchange.partner')),
                ('skills', models.ManyToManyField(blank=True, related_name='exchange_posts', to='volunteers.skill', verbose_name='skills')),
            ],
            options={
                'verbose_name': 'ask or offer',
                'ordering': ['-posted_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('points', models.SmallIntegerField(default=0)),
                ('why', models.JSONField(default=list, help_text='Codes of reasons with their values')),
                ('source', models.CharField(choices=[('automatic', 'automatic'), ('hand', 'by the team'), ('cohort', 'cohort'), ('direct', 'they asked directly')], default='automatic', max_length=9)),
                ('other', models.JSONField(default=dict, help_text="Of a partner's member: name; after both yeses, address")),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_at', models.DateTimeField(help_text='The answer is expected until then')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('said', models.TextField(blank=True, help_text='Words of whoever offers, without addresses', max_length=1000)),
                ('agreed_at', models.DateTimeField(blank=True, help_text='Both said yes: addresses are shown', null=True)),
                ('met_on', models.DateField(blank=True, null=True)),
                ('asker_met_at', models.DateTimeField(blank=True, null=True)),
                ('helper_met_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('silent', 'no answer in time'), ('no', 'can’t help'), ('declined', 'not what was needed'), ('withdrawn', 'withdrawn'), ('met', 'met'), ('failed', 'didn’t meet')], max_length=9)),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='helped', to='exchange.partner')),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='exchange.post')),
                ('offer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='offered', to='exchange.post')),
            ],
            options={
                'verbose_name': 'match',
                'ordering': ['-proposed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CohortPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.SmallIntegerField()),
                ('why', models.JSONField(default=list)),
                ('choice', models.PositiveSmallIntegerField()),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='exchange.cohort')),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='exchange.post')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='exchange.post')),
            ],
            options={
                'ordering': ['-points', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SpeedDating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('starts_at', models.DateTimeField(verbose_name='start')),
                ('time_zone', models.CharField(default='Europe/Paris', max_length=50, verbose_name='time zone')),
                ('minutes', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(120)], verbose_name='minutes of a date')),
                ('break_minutes', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(60)], verbose_name='minutes between two')),
                ('n_rounds', models.PositiveSmallIntegerField(default=6, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='rounds')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('planned_at', models.DateTimeField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('guests', models.ManyToManyField(blank=True, related_name='speed_datings', to='exchange.member')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'speed dating',
                'ordering': ['-starts_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('invited', 'Invited'), ('asked', 'Asked'), ('reminded', 'Reminded'), ('answered', 'Answered'), ('agreed', 'Agreed'), ('ended', 'Ended'), ('met', 'Met'), ('expiring', 'Expiring'), ('paused', 'Paused'), ('booked', 'Booked'), ('cancelled', 'Cancelled'), ('dates', 'Dates')], max_length=10)),
                ('key', models.CharField(help_text='Of the occasion', max_length=60)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('match', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='exchange.match')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='exchange.member')),
                ('hour', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='exchange.officehour')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='exchange.post')),
                ('dating', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='exchange.speeddating')),
            ],
        ),
        migrations.CreateModel(
            name='Date',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='Of the round, from 0')),
                ('table', models.PositiveSmallIntegerField()),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dates_asked', to='exchange.member')),
                ('helper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dates_given', to='exchange.member')),
                ('dating', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dates', to='exchange.speeddating')),
            ],
            options={
                'ordering': ['number', 'table'],
            },
        ),
        migrations.CreateModel(
            name='Endorsement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=600, verbose_name='endorsement')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('hidden_at', models.DateTimeField(blank=True, help_text='By whom it is about, or by the team', null=True)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='endorsements', to='exchange.match')),
                ('about', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='endorsements', to='exchange.member')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='endorsements_given', to='exchange.member')),
            ],
            options={
                'ordering': ['-written_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('match', 'author'), name='one_endorsement_of_a_match')],
            },
        ),
        migrations.AddIndex(
            model_name='officehour',
            index=models.Index(condition=models.Q(('cancelled_at', None)), fields=['starts_at', 'id'], name='office_hours_ahead'),
        ),
        migrations.AddConstraint(
            model_name='officehour',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at', None)), fields=('member', 'starts_at'), name='one_office_hour_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='parcel',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['due_at', 'id'], name='exchange_parcels_due'),
        ),
        migrations.AddIndex(
            model_name='parcel',
            index=models.Index(fields=['done_at'], name='exchange_parcels_by_age'),
        ),
        migrations.AddConstraint(
            model_name='parcel',
            constraint=models.UniqueConstraint(fields=('partner', 'uid', 'is_ours'), name='exchange_parcel_once'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['side', '-posted_at', '-id'], name='exchange_posts_open'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['expires_at'], name='exchange_posts_ending'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['-posted_at', '-id'], name='exchange_posts_newest'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', False), ('partner', None)), models.Q(('member', None), ('partner__isnull', False), ('side', 'ask')), _connector='OR'), name='exchange_post_of_one'),
        ),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(condition=models.Q(('answered_at', None), ('ended_at', None)), fields=['due_at', 'id'], name='exchange_matches_due'),
        ),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(fields=['-proposed_at', '-id'], name='exchange_matches_newest'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('ask',), name='one_live_match_of_an_ask'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(fields=('ask', 'offer'), name='one_match_of_two_posts'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('offer__isnull', False), ('partner', None)), models.Q(('offer', None), ('partner__isnull', False)), _connector='OR'), name='exchange_match_with_one'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_at', None), ('answered_at__isnull', False), _connector='OR'), name='exchange_agreed_by_both'),
        ),
        migrations.AddConstraint(
            model_name='cohortpair',
            constraint=models.UniqueConstraint(fields=('cohort', 'ask'), name='one_pair_of_an_ask_in_a_cohort'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('mailed_at', None)), fields=['id'], name='exchange_notices_unmailed'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['mailed_at'], name='exchange_notices_by_age'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('member', 'key'), name='one_exchange_notice_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='date',
            constraint=models.UniqueConstraint(fields=('dating', 'number', 'asker'), name='one_date_of_an_asker_at_once'),
        ),
        migrations.AddConstraint(
            model_name='date',
            constraint=models.UniqueConstraint(fields=('dating', 'number', 'helper'), name='one_date_of_a_helper_at_once'),
        ),
    ]
