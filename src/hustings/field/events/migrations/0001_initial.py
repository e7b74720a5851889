import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import hustings.field.events.models.events
import uuid
import wagtail.contrib.routable_page.models
from django.conf import settings
from django.db import migrations, models
from hustings.field.events.database import OPERATIONS


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('groups', '0001_initial'),
        ('persons', '0001_initial'),
        ('territories', '0001_initial'),
        ('volunteers', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EventKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, unique=True, verbose_name='code')),
                ('names', models.JSONField(default=dict, help_text='language -> name; none: that of the catalogue', verbose_name='name')),
                ('is_action', models.BooleanField(default=True, verbose_name='counts as an action of the field')),
                ('asks_report', models.BooleanField(default=True, verbose_name='asks for a report afterwards')),
                ('silenced_as', models.CharField(blank=True, choices=[('', 'nothing: it may take place'), ('meeting', 'a meeting'), ('leaflet', 'leafleting'), ('call', 'calls to voters')], default='', max_length=10, verbose_name='during election silence it is')),
                ('archived_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'kind of event',
                'verbose_name_plural': 'kinds of events',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='AgendaPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'agenda',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='PersonalCalendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(help_text='SHA-256 of the secret in its address', max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made on')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked on')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendars', to='persons.person')),
            ],
            options={
                'verbose_name': 'personal calendar',
                'verbose_name_plural': 'personal calendars',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, help_text='In calendars, for good', unique=True)),
                ('sequence', models.PositiveIntegerField(default=0, editable=False, help_text='Changes, as calendars count')),
                ('rule', models.CharField(help_text='RRULE without its end', max_length=200, verbose_name='rhythm')),
                ('first_on', models.DateField(verbose_name='first day')),
                ('at', models.TimeField(blank=True, help_text='By its clock; none: whole days', null=True, verbose_name='time')),
                ('time_zone', models.CharField(max_length=64, verbose_name='time zone')),
                ('until_on', models.DateField(blank=True, help_text='The last day that may be one', null=True, verbose_name='until')),
                ('count', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number of times')),
                ('exceptions', models.JSONField(default=list, help_text='Local starts left out, as 2027-03-02T18:30:00')),
                ('expanded_until', models.DateField(blank=True, editable=False, help_text='Events are there to this day', null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('user', models.ForeignKey(help_text='Who repeated it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'series',
                'verbose_name_plural': 'series of events',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, help_text='In calendars, for good', unique=True)),
                ('sequence', models.PositiveIntegerField(default=0, editable=False, help_text='Changes, as calendars count')),
                ('titles', models.JSONField(default=dict, help_text='language -> title', verbose_name='title')),
                ('descriptions', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='description')),
                ('kind', models.CharField(default='meeting', help_text='Code of an EventKind', max_length=30, verbose_name='kind')),
                ('audience', models.CharField(choices=[('everybody', 'everyone'), ('supporters', 'supporters'), ('volunteers', 'volunteers'), ('press', 'the press')], default='everybody', max_length=12, verbose_name='audience')),
                ('starts_at', models.DateTimeField(verbose_name='start')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='end')),
                ('is_all_day', models.BooleanField(default=False, help_text='Its moments are midnights by its clock; the end is that after its last day', verbose_name='all day')),
                ('over_at', models.DateTimeField(editable=False, help_text='Its end, or some time after its beginning')),
                ('time_zone', models.CharField(default=hustings.field.events.models.events.own_clock, max_length=64, verbose_name='time zone')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                ('lat', models.FloatField(editable=False, help_text='The point by which it is found: see ``fit``', null=True)),
                ('lon', models.FloatField(editable=False, null=True)),
                ('online_at', models.URLField(blank=True, max_length=300, verbose_name='web address')),
                ('is_link_private', models.BooleanField(default=False, help_text='Hidden from the page, calendars, other sites and search engines', verbose_name='web address only for participants')),
                ('takes_registrations', models.BooleanField(default=False, verbose_name='takes registrations')),
                ('link', models.URLField(blank=True, max_length=300, verbose_name='link')),
                ('picture_alts', models.JSONField(default=dict, help_text='language -> the picture in words')),
                ('words', models.TextField(editable=False, help_text='What lists are searched by, folded')),
                ('is_proposed', models.BooleanField(default=False, editable=False, help_text='Entered by a host of its group')),
                ('recurrence_id', models.DateTimeField(blank=True, editable=False, help_text='When its rule says that it starts', null=True)),
                ('is_own', models.BooleanField(default=False, editable=False, help_text='Changed for itself in its series')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('shown_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('reasons', models.JSONField(default=dict, help_text='language -> why it was cancelled')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='groups.localgroup', verbose_name='group')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('user', models.ForeignKey(help_text='Who entered it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
                ('series', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='events.series')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('names', models.JSONField(default=dict, help_text='language -> name; none: the event itself', verbose_name='name')),
                ('starts_at', models.DateTimeField(blank=True, help_text='None: as the event', null=True, verbose_name='start')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='end')),
                ('capacity', models.PositiveIntegerField(blank=True, help_text='None: no limit', null=True, verbose_name='seats')),
                ('taken', models.PositiveIntegerField(default=0, editable=False, help_text='Seats taken or offered')),
                ('last_position', models.PositiveIntegerField(default=0, editable=False, help_text='Given to a seat, in order')),
                ('opens_at', models.DateTimeField(blank=True, help_text='For fair access: nobody signs up before', null=True, verbose_name='open from')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to='events.event')),
                ('skills', models.ManyToManyField(blank=True, related_name='+', to='volunteers.skill', verbose_name='skills')),
            ],
            options={
                'verbose_name': 'shift',
                'verbose_name_plural': 'shifts',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CoHosting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, help_text='Declined, withdrawn, left or removed', null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='co_hostings', to='groups.localgroup', verbose_name='co-hosting group')),
                ('user', models.ForeignKey(blank=True, help_text='Who set it in HQ', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='co_hostings', to='events.event')),
            ],
            options={
                'verbose_name': 'co-hosting',
                'verbose_name_plural': 'co-hostings',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['group', 'event'], name='co_hosting_by_group')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('event', 'group'), name='one_co_hosting_per_group')],
            },
        ),
        migrations.CreateModel(
            name='EventChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('values', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, help_text='field -> value')),
                ('scope', models.CharField(default='one', help_text='Of a series: which of its dates', max_length=10)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='events.event')),
                ('user', models.ForeignKey(blank=True, help_text='Who decided', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'change of an event',
                'verbose_name_plural': 'changes of events',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('refused_at', None), ('withdrawn_at', None)), fields=('event',), name='one_open_change_per_event')],
            },
        ),
        migrations.AddIndex(
            model_name='series',
            index=models.Index(fields=['expanded_until'], name='series_to_extend'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['over_at'], name='event_over'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['starts_at', 'id'], name='event_by_time'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('cancelled_at', None), ('shown_at__isnull', False)), fields=['lat', 'lon', 'over_at'], name='event_by_point'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='event_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('series', 'recurrence_id'), name='one_event_per_occurrence'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(('capacity', None), ('taken__lte', models.F('capacity')), _connector='OR'), name='shift_within_capacity'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='shift_ends_after_it_begins'),
        ),
    ] + OPERATIONS
