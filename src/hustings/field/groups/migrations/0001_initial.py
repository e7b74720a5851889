import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
import wagtail.contrib.routable_page.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('persons', '0001_initial'),
        ('territories', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GroupKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, unique=True, verbose_name='code')),
                ('names', models.JSONField(default=dict, help_text='language -> name', verbose_name='name')),
                ('charters', models.JSONField(default=dict, help_text='language -> text that hosts accept', verbose_name='charter')),
                ('approval', models.CharField(choices=[('zone', 'once an organiser of the territory approves it'), ('at_once', 'at once')], default='zone', max_length=10, verbose_name='published')),
                ('may_be_founded', models.BooleanField(default=True, verbose_name='supporters may found one')),
                ('most_per_host', models.PositiveSmallIntegerField(default=2, help_text='Most that one person may host', verbose_name='groups per host')),
                ('welcome_days', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1)], verbose_name='days to welcome a newcomer')),
                ('silence_weeks', models.PositiveSmallIntegerField(default=8, help_text='After these, the host is asked whether they carry on.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='weeks without a sign of the host')),
                ('offer_days', models.PositiveSmallIntegerField(default=5, help_text='For a host who is asked for a sign, and for anyone asked to become host.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='days to answer')),
                ('vacancy_days', models.PositiveSmallIntegerField(default=30, help_text='After these, the group closes until it has a host.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='days without a host')),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'kind of group',
                'verbose_name_plural': 'kinds of groups',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='GroupsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'local groups',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='LocalGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('name_key', models.CharField(editable=False, help_text='As lists sort and compare it', max_length=200)),
                ('descriptions', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='description')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='where it meets')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='public e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='public phone')),
                ('link', models.URLField(blank=True, max_length=300, verbose_name='link')),
                ('organiser', models.CharField(blank=True, max_length=120, verbose_name='organiser (public)')),
                ('organiser_agreed_at', models.DateTimeField(blank=True, help_text='When it was noted that they agree to be named in public', null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('shown_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('hosted_at', models.DateTimeField(blank=True, editable=False, help_text='When it first had a host; none: run by the team', null=True)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('kind', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='groups.groupkind', verbose_name='kind')),
                ('user', models.ForeignKey(help_text='Who entered it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'local group',
                'verbose_name_plural': 'local groups',
                'ordering': ['name_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Joining',
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
                ('role', models.CharField(choices=[('member', 'member'), ('follower', 'follower')], default='member', max_length=10)),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='persons.person')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='joinings', to='groups.localgroup')),
            ],
            options={
                'verbose_name': 'joining',
                'verbose_name_plural': 'joinings',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HostMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(max_length=2000)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.person')),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='host_messages', to='groups.localgroup')),
            ],
            options={
                'verbose_name': 'message of a host',
                'ordering': ['-written_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('host', 'host'), ('co_host', 'co-host'), ('member', 'member'), ('follower', 'follower')], default='host', max_length=10)),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('lapses_at', models.DateTimeField()),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, help_text='When it was settled, lapsed or withdrawn', null=True)),
                ('by', models.ForeignKey(blank=True, help_text='The host who proposes it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('decided_by', models.ForeignKey(blank=True, help_text='Who approved or refused', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handovers', to='persons.person')),
                ('user', models.ForeignKey(blank=True, help_text='Of the team, who proposes it; neither: the clock', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='handovers', to='groups.localgroup')),
            ],
            options={
                'verbose_name': 'hand-over',
                'verbose_name_plural': 'hand-overs',
                'ordering': ['-proposed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='GroupBar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(help_text='Keyed hash of group and address', max_length=64)),
                ('disowned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='barred', to='groups.localgroup')),
            ],
        ),
        migrations.CreateModel(
            name='Founding',
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
                ('title', models.CharField(max_length=120, verbose_name='name of the group')),
                ('purpose', models.TextField(max_length=1000, verbose_name='purpose')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='where it meets')),
                ('meets_at', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('charter', models.TextField(blank=True, help_text='The text that was accepted', verbose_name='charter')),
                ('is_named', models.BooleanField(default=False, verbose_name="named on the group's page")),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('is_approved', models.BooleanField(blank=True, null=True)),
                ('words', models.CharField(blank=True, help_text='As the founder reads it', max_length=500, verbose_name='reason')),
                ('answered_at', models.DateTimeField(blank=True, help_text='When the decision was mailed', null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='persons.person')),
                ('where', models.ForeignKey(help_text='Of the group', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='foundings', to='groups.groupkind', verbose_name='kind')),
                ('group', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='founding', to='groups.localgroup')),
            ],
            options={
                'verbose_name': 'founding',
                'verbose_name_plural': 'foundings',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Enquiry',
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
                ('words', models.TextField(max_length=2000, verbose_name='message')),
                ('told_at', models.DateTimeField(blank=True, help_text='When the hosts were mailed', null=True)),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answer_mailed_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='persons.person')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='enquiries', to='groups.localgroup')),
            ],
            options={
                'verbose_name': 'message to a group',
                'verbose_name_plural': 'messages to groups',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('host', 'host'), ('co_host', 'co-host'), ('member', 'member'), ('follower', 'follower')], default='member', max_length=10, verbose_name='role')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('active_at', models.DateTimeField(blank=True, help_text='When a leader last did something for the group, or a member came', null=True)),
                ('asked_at', models.DateTimeField(blank=True, help_text='When a silent host was asked for a sign of life', null=True)),
                ('ask_mailed_at', models.DateTimeField(blank=True, null=True)),
                ('named_at', models.DateTimeField(blank=True, help_text="When a leader agreed to be named on the group's page", null=True)),
                ('shares_contact_at', models.DateTimeField(blank=True, help_text="When they let the group's hosts see their e-mail and phone", null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='groups.localgroup')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='persons.person')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
            },
        ),
        migrations.CreateModel(
            name='HostLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('n', models.PositiveIntegerField(default=1)),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('membership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='groups.membership')),
            ],
            options={
                'verbose_name': 'access by a host',
                'ordering': ['-last_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='MembershipChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('role_before', models.CharField(blank=True, choices=[('host', 'host'), ('co_host', 'co-host'), ('member', 'member'), ('follower', 'follower')], max_length=10)),
                ('role_after', models.CharField(blank=True, choices=[('host', 'host'), ('co_host', 'co-host'), ('member', 'member'), ('follower', 'follower')], max_length=10)),
                ('why', models.CharField(choices=[('founded', 'founded the group'), ('joined', 'joined'), ('left', 'left'), ('removed', 'removed by a host'), ('handed_over', 'hand-over'), ('named', 'role given'), ('silent', 'host without a sign of life'), ('erased', 'person deleted'), ('died', 'deceased'), ('imported', 'import'), ('moved', 'group split or merged'), ('closed', 'group closed'), ('barred', 'barred by the team'), ('merged', 'records merged')], max_length=12)),
                ('reason', models.CharField(blank=True, choices=[('time', 'no time'), ('moved', 'moved away'), ('not_for_me', 'not what I expected'), ('too_much', 'too many messages'), ('conflict', 'a conflict in the group'), ('other', 'another reason')], max_length=12)),
                ('words', models.CharField(blank=True, help_text='Their own, where they gave some', max_length=300)),
                ('by', models.ForeignKey(blank=True, help_text='A host of the group', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='membership_changes', to='groups.localgroup')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('user', models.ForeignKey(blank=True, help_text='Of the team; none: the person, a host, or the clock', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Vacancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('founded', 'founded the group'), ('joined', 'joined'), ('left', 'left'), ('removed', 'removed by a host'), ('handed_over', 'hand-over'), ('named', 'role given'), ('silent', 'host without a sign of life'), ('erased', 'person deleted'), ('died', 'deceased'), ('imported', 'import'), ('moved', 'group split or merged'), ('closed', 'group closed'), ('barred', 'barred by the team'), ('merged', 'records merged')], help_text='Why the last host is none any more', max_length=12)),
                ('step', models.CharField(choices=[('co_hosts', 'co-hosts'), ('members', 'members'), ('zone', 'organiser of the territory')], default='co_hosts', max_length=10)),
                ('began_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_at', models.DateTimeField(help_text='When the group closes, unless it has a host by then')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vacancies', to='groups.localgroup')),
            ],
            options={
                'verbose_name': 'time without a host',
            },
        ),
        migrations.CreateModel(
            name='Welcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('membership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='welcome', to='groups.membership')),
                ('owner', models.ForeignKey(blank=True, help_text="A leader of the group; none: its zone's organiser", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
            ],
            options={
                'verbose_name': 'welcome',
            },
        ),
        migrations.AddIndex(
            model_name='localgroup',
            index=models.Index(fields=['name_key', 'id'], name='group_by_name'),
        ),
        migrations.AddConstraint(
            model_name='localgroup',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('zone', 'name_key'), name='one_group_per_name'),
        ),
        migrations.AddConstraint(
            model_name='localgroup',
            constraint=models.CheckConstraint(condition=models.Q(('organiser', ''), ('organiser_agreed_at__isnull', False), _connector='OR'), name='organiser_named_by_choice'),
        ),
        migrations.AddIndex(
            model_name='joining',
            index=models.Index(fields=['key', 'asked_at'], name='joinings_by_address'),
        ),
        migrations.AddIndex(
            model_name='joining',
            index=models.Index(fields=['visitor', 'asked_at'], name='joinings_by_visitor'),
        ),
        migrations.AddIndex(
            model_name='joining',
            index=models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='joinings_unconfirmed'),
        ),
        migrations.AddIndex(
            model_name='joining',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='joinings_of_person'),
        ),
        migrations.AddIndex(
            model_name='joining',
            index=models.Index(fields=['group', '-asked_at'], name='joinings_of_group'),
        ),
        migrations.AddConstraint(
            model_name='joining',
            constraint=models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_joining_per_form'),
        ),
        migrations.AddIndex(
            model_name='hostmessage',
            index=models.Index(fields=['group', 'person', '-written_at'], name='host_messages_of_person'),
        ),
        migrations.AddIndex(
            model_name='hostmessage',
            index=models.Index(fields=['by', '-written_at'], name='host_messages_of_host'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(fields=['group', '-proposed_at', '-id'], name='handovers_newest'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['lapses_at'], name='handovers_open'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('group', 'person'), name='one_offer_to_a_person'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), ('accepted_at__isnull', False), _connector='OR'), name='accepted_before_approved'),
        ),
        migrations.AddConstraint(
            model_name='groupbar',
            constraint=models.UniqueConstraint(fields=('group', 'fingerprint'), name='one_bar_per_group_and_mailbox'),
        ),
        migrations.AddIndex(
            model_name='founding',
            index=models.Index(fields=['key', 'asked_at'], name='foundings_by_address'),
        ),
        migrations.AddIndex(
            model_name='founding',
            index=models.Index(fields=['visitor', 'asked_at'], name='foundings_by_visitor'),
        ),
        migrations.AddIndex(
            model_name='founding',
            index=models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='foundings_unconfirmed'),
        ),
        migrations.AddIndex(
            model_name='founding',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='foundings_of_person'),
        ),
        migrations.AddIndex(
            model_name='founding',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', False), ('decided_at', None)), fields=['confirmed_at'], name='foundings_waiting'),
        ),
        migrations.AddConstraint(
            model_name='founding',
            constraint=models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_founding_per_form'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(fields=['key', 'asked_at'], name='enquirys_by_address'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(fields=['visitor', 'asked_at'], name='enquirys_by_visitor'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='enquirys_unconfirmed'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='enquirys_of_person'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(fields=['group', '-asked_at'], name='enquiries_of_group'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_enquiry_per_form'),
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(fields=['group', 'role', 'since'], name='membership_of_group'),
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['person', 'role'], name='membership_of_person'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('group', 'person'), name='one_membership_of_a_group'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('role', 'host')), fields=('group',), name='one_host_of_a_group'),
        ),
        migrations.AddConstraint(
            model_name='hostlook',
            constraint=models.UniqueConstraint(fields=('membership', 'by', 'day'), name='one_host_look_per_day'),
        ),
        migrations.AddIndex(
            model_name='membershipchange',
            index=models.Index(fields=['group', '-at', '-id'], name='membership_changes_newest'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('group',), name='one_vacancy_of_a_group'),
        ),
        migrations.AddIndex(
            model_name='welcome',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['due_at'], name='welcomes_due'),
        ),
    ]
