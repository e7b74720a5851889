import django.db.models.deletion
import django.utils.timezone
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
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'kind of group',
                'verbose_name_plural': 'kinds of groups',
                'ordering': ['pk'],
            },
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
            name='CertificationRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('n_groups', models.PositiveIntegerField(default=0)),
                ('n_done', models.PositiveIntegerField(default=0)),
                ('n_certified', models.PositiveIntegerField(default=0, help_text='Newly')),
                ('n_warned', models.PositiveIntegerField(default=0)),
                ('n_withdrawn', models.PositiveIntegerField(default=0)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(blank=True, help_text='None: the clock', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
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
            name='Verdict',
            fields=[
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='verdict', serialize=False, to='groups.localgroup')),
                ('as_of', models.DateTimeField()),
                ('n_missing', models.PositiveSmallIntegerField(help_text='Rules not met; None: no rule applies', null=True)),
                ('numbers', models.JSONField(default=list, help_text='[rule, number found], of the rules that apply')),
            ],
            options={
                'verbose_name': 'verdict',
                'verbose_name_plural': 'verdicts',
            },
        ),
        migrations.CreateModel(
            name='GroupNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('certified', 'certified'), ('warned', 'certification at risk'), ('withdrawn', 'certification ended'), ('nudge', 'sign of life wanted')], max_length=10)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('data', models.JSONField(default=dict, help_text='Codes and numbers that the words are made of')),
                ('told_at', models.DateTimeField(blank=True, help_text='When all leaders were written to', null=True)),
                ('n_told', models.PositiveSmallIntegerField(default=0)),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='groups.localgroup')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Certification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('warned_at', models.DateTimeField(blank=True, help_text="Since when a rule isn't met", null=True)),
                ('withdraws_at', models.DateTimeField(blank=True, help_text='When it ends if nothing changes', null=True)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='certifications', to='groups.localgroup')),
            ],
            options={
                'verbose_name': 'certification',
                'verbose_name_plural': 'certifications',
                'ordering': ['-since', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('host', 'host'), ('co_host', 'co-host'), ('member', 'member'), ('follower', 'follower')], default='member', max_length=10, verbose_name='role')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('active_at', models.DateTimeField(blank=True, help_text='When a leader last did something for the group, or a member came', null=True)),
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
            name='MembershipChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('role_before', models.CharField(blank=True, choices=[('host', 'host'), ('co_host', 'co-host'), ('member', 'member'), ('follower', 'follower')], max_length=10)),
                ('role_after', models.CharField(blank=True, choices=[('host', 'host'), ('co_host', 'co-host'), ('member', 'member'), ('follower', 'follower')], max_length=10)),
                ('why', models.CharField(choices=[('founded', 'founded the group'), ('joined', 'joined'), ('left', 'left'), ('removed', 'removed by a host'), ('handed_over', 'hand-over'), ('named', 'role given'), ('silent', 'host without a sign of life'), ('erased', 'person deleted'), ('died', 'deceased'), ('imported', 'import'), ('moved', 'group split or merged'), ('closed', 'group closed')], max_length=12)),
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
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(max_length=30, verbose_name='condition')),
                ('n', models.PositiveIntegerField(default=1, verbose_name='number')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days')),
                ('among', models.JSONField(default=list, help_text='Codes that the measure offers; none: all', verbose_name='only')),
                ('grace_days', models.PositiveSmallIntegerField(default=30, verbose_name='warning before certification ends (days)')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_until', models.DateField(blank=True, help_text='The first day without', null=True, verbose_name='valid until')),
                ('drop_drafted_at', models.DateTimeField(blank=True, help_text='When the draft left it out', null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.ForeignKey(blank=True, help_text='None: all', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.groupkind', verbose_name='kind of group')),
                ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='groups.rule')),
                ('user', models.ForeignKey(help_text='Who wrote it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'certification rule',
                'verbose_name_plural': 'certification rules',
                'ordering': ['pk'],
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
            model_name='groupnotice',
            index=models.Index(fields=['group', 'about', '-made_at'], name='notices_newest'),
        ),
        migrations.AddIndex(
            model_name='certification',
            index=models.Index(fields=['group', '-since'], name='certifications_newest'),
        ),
        migrations.AddConstraint(
            model_name='certification',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('group',), name='one_certification_of_a_group'),
        ),
        migrations.AddConstraint(
            model_name='certification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('warned_at', None), ('withdraws_at', None)), models.Q(('warned_at__isnull', False), ('withdraws_at__isnull', False)), _connector='OR'), name='warned_with_a_deadline'),
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
        migrations.AddIndex(
            model_name='membershipchange',
            index=models.Index(fields=['group', '-at', '-id'], name='membership_changes_newest'),
        ),
        migrations.AddConstraint(
            model_name='rule',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='rule_ends_after_it_begins'),
        ),
    ]
