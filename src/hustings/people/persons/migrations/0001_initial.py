import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
import hustings.people.persons.models.referral_links
import uuid
from django.conf import settings
from django.db import migrations, models
from hustings.people.persons.database import OPERATIONS


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('territories', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ErasedKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(db_index=True, help_text='Keyed hash', max_length=64)),
                ('together', models.UUIDField(db_index=True, help_text="That of the person's erasures")),
            ],
        ),
        migrations.CreateModel(
            name='Field',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='column name')),
                ('label', models.CharField(max_length=100, verbose_name='label')),
                ('kind', models.CharField(choices=[('text', 'text'), ('long_text', 'long text'), ('number', 'number'), ('date', 'date'), ('yes_no', 'yes or no'), ('choice', 'one choice'), ('choices', 'several choices')], default='text', max_length=10, verbose_name='type')),
                ('help_text', models.CharField(blank=True, max_length=200, verbose_name='help text')),
                ('least', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='minimum')),
                ('most', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='maximum')),
                ('on_own_page', models.CharField(choices=[('hidden', 'hidden'), ('shown', 'shown'), ('changed', 'shown and editable')], db_default='shown', default='shown', max_length=7, verbose_name='on the personal page')),
            ],
            options={
                'verbose_name': 'field',
                'verbose_name_plural': 'fields',
                'ordering': ['label'],
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, help_text='If empty: the names of its members', max_length=200, verbose_name='name')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'household',
                'verbose_name_plural': 'households',
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('names', models.JSONField(default=dict, help_text='language -> name', verbose_name='name')),
                ('descriptions', models.JSONField(default=dict, help_text='language -> description', verbose_name='description')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('is_default', models.BooleanField(default=True, help_text='Who said nothing gets mails of it', verbose_name='subscribed by default')),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('email', 'news by e-mail'), ('sms', 'text messages'), ('phone', 'phone calls'), ('post', 'letters'), ('measure', 'tracking of opens and clicks'), ('answers', 'use of survey answers'), ('join', 'being a supporter'), ('team', 'bulletins for the team')], max_length=12)),
                ('text', models.TextField()),
                ('digest', models.CharField(help_text='SHA-256 of purpose and text', max_length=64, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='ConsentSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveBigIntegerField(help_text='In the chain, from 1, without gaps')),
                ('at', models.DateTimeField()),
                ('digest', models.CharField(help_text='SHA-256 over this link and the one before', max_length=64)),
                ('content', models.BinaryField(default=bytes, help_text='For each row 8 bytes of its key, 32 of its digest')),
                ('gone', models.JSONField(default=list, help_text='Keys of rows that were erased since')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('position',), name='one_seal_per_position')],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(help_text='Keyed hash', max_length=64, null=True, unique=True)),
                ('erased_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('together', models.UUIDField(help_text='By chance; the same for all that is left of one person', null=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='FieldOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', hustings.foundation.lib.sql.key_fields.KeyField(max_length=50, verbose_name='column name')),
                ('label', models.CharField(max_length=100, verbose_name='label')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('is_listed', models.BooleanField(default=True, verbose_name='offered in lists')),
                ('field', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='options', to='persons.field')),
            ],
            options={
                'verbose_name': 'choice',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Operation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('problem', models.TextField(blank=True, help_text='As lib.text.said dumps it')),
                ('kind', models.CharField(max_length=30)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('paused', 'paused'), ('done', 'finished'), ('failed', 'failed'), ('cancelled', 'cancelled'), ('undoing', 'being undone'), ('undone', 'undone')], default='waiting', max_length=12, verbose_name='state')),
                ('criteria', models.JSONField(help_text='Whom, as segments hold it; null: not chosen so', null=True)),
                ('whom', models.CharField(blank=True, help_text='Whom, in words', max_length=500, verbose_name='people')),
                ('choices', models.JSONField(default=dict, help_text='What is done, as the kind keeps it')),
                ('n_people', models.PositiveIntegerField(default=0, help_text='How many it was to touch')),
                ('n_done', models.PositiveIntegerField(default=0, help_text='How many are behind us')),
                ('last', models.BigIntegerField(default=0, help_text='The key where a resumed run goes on')),
                ('counts', models.JSONField(default=dict, help_text='outcome -> how many; undoing its own under “undo”')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'operation',
                'verbose_name_plural': 'operations',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(editable=False, help_text='The name folded', max_length=200)),
                ('kind', models.CharField(blank=True, max_length=100, verbose_name='type')),
                ('website', models.URLField(blank=True, max_length=300, verbose_name='website')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, help_text='E.164', max_length=16, verbose_name='phone')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['key'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('external_id', hustings.foundation.lib.sql.key_fields.KeyField(blank=True, max_length=100, null=True, verbose_name='external ID')),
                ('given_name', models.CharField(blank=True, max_length=100, verbose_name='given name')),
                ('family_name', models.CharField(blank=True, max_length=100, verbose_name='family name')),
                ('name_key', hustings.foundation.lib.sql.key_fields.KeyField(default=',', editable=False, help_text='family,given: folded', max_length=210)),
                ('given_key', hustings.foundation.lib.sql.key_fields.KeyField(default=',', editable=False, help_text='given,family: folded', max_length=210)),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], default='fr', max_length=5, verbose_name='language')),
                ('born_on', models.DateField(blank=True, null=True, verbose_name='birth date')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('no_calls_since', models.DateTimeField(blank=True, null=True, verbose_name='no calls since')),
                ('no_visits_since', models.DateTimeField(blank=True, null=True, verbose_name='no visits since')),
                ('no_mail_since', models.DateTimeField(blank=True, null=True, verbose_name='no e-mail since')),
                ('paused_until', models.DateTimeField(blank=True, help_text='At their own request', null=True, verbose_name='e-mails paused until')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date added')),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last change')),
                ('household', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='members', to='persons.household', verbose_name='household')),
                ('owner', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='point person')),
                ('recruiter', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='recruits', to='persons.person', verbose_name='referred by')),
                ('zone', models.ForeignKey(blank=True, db_index=False, help_text='The smallest one known', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField(verbose_name='note')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='persons.person')),
            ],
            options={
                'ordering': ['-written_at'],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('how', models.CharField(choices=[('record', 'opened the record'), ('list', 'saw contact data in a list'), ('call', 'saw the number to call'), ('download', 'exported the data')], max_length=10)),
                ('n', models.PositiveIntegerField(default=1, help_text='How often that day')),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='persons.person')),
            ],
            options={
                'verbose_name': 'access',
                'ordering': ['-last_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FieldValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True)),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(blank=True, editable=False, help_text="The text's beginning, folded", max_length=100)),
                ('number', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                ('date', models.DateField(blank=True, null=True)),
                ('field', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='values', to='persons.field')),
                ('option', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.fieldoption')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='field_values', to='persons.person')),
            ],
        ),
        migrations.CreateModel(
            name='Email',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=254, verbose_name='e-mail')),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(editable=False, help_text="mailguard's Address.key", max_length=254)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('status', models.CharField(choices=[('unconfirmed', 'not confirmed'), ('confirmed', 'confirmed'), ('bouncing', 'bounced'), ('refused', 'refused')], default='unconfirmed', max_length=12)),
                ('barred_at', models.DateTimeField(blank=True, editable=False, help_text='Since when it opens no own page: others put it on this record', null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='emails', to='persons.person')),
            ],
            options={
                'verbose_name': 'e-mail address',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ConsentEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('email', 'news by e-mail'), ('sms', 'text messages'), ('phone', 'phone calls'), ('post', 'letters'), ('measure', 'tracking of opens and clicks'), ('answers', 'use of survey answers'), ('join', 'being a supporter'), ('team', 'bulletins for the team')], max_length=12, verbose_name='purpose')),
                ('is_given', models.BooleanField(verbose_name='yes')),
                ('source', models.CharField(max_length=200, verbose_name='page or file')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('subject', models.UUIDField(help_text="The person's number when it was said; stays in a merge", null=True)),
                ('salt', models.BinaryField(help_text='So that a digest tells nothing', max_length=16, null=True)),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seal', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='entries', to='persons.consentseal')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='consent_entries', to='persons.person')),
                ('wording', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='persons.wording', verbose_name='wording')),
            ],
            options={
                'verbose_name': 'consent',
                'ordering': ['-given_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('email', 'news by e-mail'), ('sms', 'text messages'), ('phone', 'phone calls'), ('post', 'letters'), ('measure', 'tracking of opens and clicks'), ('answers', 'use of survey answers'), ('join', 'being a supporter'), ('team', 'bulletins for the team')], max_length=12)),
                ('is_given', models.BooleanField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.consententry')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='persons.person')),
            ],
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('sign_up', 'sign-up'), ('signature', 'signature'), ('answer', 'form answer'), ('appeal', 'letter or call to representatives'), ('gift', 'donation')], max_length=10)),
                ('kind', models.CharField(choices=[('campaign', 'campaign'), ('source', 'place of the link'), ('medium', 'kind of link'), ('content', 'link'), ('term', 'search term'), ('site', 'referring site'), ('embed', 'site with our form'), ('via', "supporter's link"), ('text', 'sharing text')], max_length=8)),
                ('word', hustings.foundation.lib.sql.key_fields.KeyField(max_length=60)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='arrivals', to='persons.person')),
            ],
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(blank=True, max_length=100, verbose_name='role')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='persons.organisation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='persons.person')),
            ],
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('happened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('data', models.JSONField(default=dict)),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('operation', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='activities', to='persons.operation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='persons.person')),
            ],
            options={
                'verbose_name': 'activity',
                'ordering': ['-happened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Phone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', hustings.foundation.lib.sql.key_fields.KeyField(max_length=16, verbose_name='phone')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('status', models.CharField(choices=[('unconfirmed', 'not confirmed'), ('confirmed', 'confirmed'), ('bouncing', 'out of service'), ('refused', 'refused')], db_default='unconfirmed', default='unconfirmed', max_length=12)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='persons.person')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PostalAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lines', models.TextField(blank=True, verbose_name='address')),
                ('postcode', models.CharField(blank=True, db_index=True, max_length=12, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=100, verbose_name='city')),
                ('country', models.CharField(default='FR', max_length=2, verbose_name='country')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('status', models.CharField(choices=[('unconfirmed', 'not confirmed'), ('confirmed', 'confirmed'), ('bouncing', 'letters returned'), ('refused', 'refused')], db_default='unconfirmed', default='unconfirmed', max_length=12)),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='persons.person')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RecruitLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=hustings.people.persons.models.referral_links.new_token, max_length=16, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('n_views', models.PositiveIntegerField(db_default=0, default=0, help_text='Times that it was followed')),
                ('stopped_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recruit_links', to='persons.person')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(editable=False, help_text='The name folded', max_length=100)),
                ('is_listed', models.BooleanField(default=True, verbose_name='offered in lists')),
                ('group', models.CharField(blank=True, max_length=100, verbose_name='tag group')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='meaning')),
            ],
            options={
                'verbose_name': 'tag',
                'verbose_name_plural': 'tags',
                'ordering': ['key'],
                'constraints': [models.UniqueConstraint(fields=('key',), name='one_tag_per_name')],
            },
        ),
        migrations.CreateModel(
            name='Tagging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('operation', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.operation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='persons.person')),
                ('tag', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='persons.tag')),
            ],
        ),
        migrations.AddField(
            model_name='person',
            name='tags',
            field=models.ManyToManyField(related_name='people', through='persons.Tagging', to='persons.tag'),
        ),
        migrations.CreateModel(
            name='TopicAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_in', models.BooleanField(verbose_name='subscribed')),
                ('source', models.CharField(max_length=200, verbose_name='page or file')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='topic_answers', to='persons.person')),
                ('topic', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='persons.topic')),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'answer to a topic',
                'ordering': ['-given_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TopicStand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_in', models.BooleanField()),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.topicanswer')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='topic_stands', to='persons.person')),
                ('topic', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='stands', to='persons.topic')),
            ],
        ),
        migrations.CreateModel(
            name='Unlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('began_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='from')),
                ('ends_at', models.DateTimeField(verbose_name='until')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='unlocks', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'access to contact data',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='fieldoption',
            constraint=models.UniqueConstraint(fields=('field', 'slug'), name='one_option_per_name'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(fields=('key',), name='one_organisation_per_name'),
        ),
        migrations.AddConstraint(
            model_name='look',
            constraint=models.UniqueConstraint(fields=('person', 'user', 'day', 'how'), name='one_look_per_day'),
        ),
        migrations.AddIndex(
            model_name='fieldvalue',
            index=models.Index(fields=['person', 'field'], name='values_of_person'),
        ),
        migrations.AddIndex(
            model_name='fieldvalue',
            index=models.Index(fields=['field', 'key', 'person'], name='values_by_text'),
        ),
        migrations.AddIndex(
            model_name='fieldvalue',
            index=models.Index(condition=models.Q(('number__isnull', False)), fields=['field', 'number', 'person'], name='values_by_number'),
        ),
        migrations.AddIndex(
            model_name='fieldvalue',
            index=models.Index(condition=models.Q(('date__isnull', False)), fields=['field', 'date', 'person'], name='values_by_date'),
        ),
        migrations.AddIndex(
            model_name='fieldvalue',
            index=models.Index(condition=models.Q(('option__isnull', False)), fields=['option', 'person'], name='values_by_option'),
        ),
        migrations.AddConstraint(
            model_name='fieldvalue',
            constraint=models.UniqueConstraint(condition=models.Q(('option', None)), fields=('person', 'field'), name='one_value_per_field'),
        ),
        migrations.AddConstraint(
            model_name='fieldvalue',
            constraint=models.UniqueConstraint(condition=models.Q(('option__isnull', False)), fields=('person', 'field', 'option'), name='one_value_per_option'),
        ),
        migrations.AddIndex(
            model_name='email',
            index=models.Index(condition=models.Q(('status', 'bouncing')), fields=['id'], name='people_by_dead_email'),
        ),
        migrations.AddConstraint(
            model_name='email',
            constraint=models.UniqueConstraint(fields=('key',), name='one_person_per_address'),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['purpose', 'is_given', 'person'], name='people_by_consent'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(fields=('person', 'purpose'), name='one_stand_per_purpose'),
        ),
        migrations.AddIndex(
            model_name='arrival',
            index=models.Index(fields=['kind', 'word', 'act', 'person'], name='arrivals_by_word'),
        ),
        migrations.AddIndex(
            model_name='arrival',
            index=models.Index(fields=['at'], name='arrivals_in_time'),
        ),
        migrations.AddConstraint(
            model_name='arrival',
            constraint=models.UniqueConstraint(fields=('person', 'kind', 'word', 'act'), name='one_arrival_by_a_word'),
        ),
        migrations.AddIndex(
            model_name='affiliation',
            index=models.Index(fields=['organisation', 'person'], name='people_by_organisation'),
        ),
        migrations.AddConstraint(
            model_name='affiliation',
            constraint=models.UniqueConstraint(fields=('person', 'organisation'), name='one_affiliation'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['person', '-happened_at', '-id'], name='timeline'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['kind', 'happened_at', 'person'], name='activities_by_kind'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(condition=models.Q(('operation__isnull', False)), fields=['operation', 'id'], name='activities_of_operation'),
        ),
        migrations.AddIndex(
            model_name='phone',
            index=models.Index(fields=['number'], name='people_by_number'),
        ),
        migrations.AddConstraint(
            model_name='phone',
            constraint=models.UniqueConstraint(fields=('person', 'number'), name='one_number_per_person'),
        ),
        migrations.AddIndex(
            model_name='postaladdress',
            index=models.Index(condition=models.Q(('latitude__isnull', False)), fields=['latitude', 'longitude', 'person'], name='people_by_place'),
        ),
        migrations.AddIndex(
            model_name='tagging',
            index=models.Index(fields=['tag', 'person'], name='people_by_tag'),
        ),
        migrations.AddConstraint(
            model_name='tagging',
            constraint=models.UniqueConstraint(fields=('person', 'tag'), name='one_tagging'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['-created_at', '-id'], name='people_newest'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['name_key', 'id'], name='people_by_name'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['given_key', 'id'], name='people_by_given_name'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['zone', 'name_key', 'id', 'created_at'], name='people_in_zone'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('owner__isnull', False)), fields=['owner', 'id'], name='people_by_owner'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('recruiter__isnull', False)), fields=['recruiter', 'id'], name='people_by_recruiter'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('household__isnull', False)), fields=['household', 'id'], name='people_by_household'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('born_on__isnull', False)), fields=['born_on', 'name_key', 'id'], name='people_by_birth_and_name'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['updated_at', 'id'], name='people_by_change'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['source', 'id'], name='people_by_source'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('external_id',), name='one_person_per_own_number'),
        ),
        migrations.AddIndex(
            model_name='topicanswer',
            index=models.Index(fields=['person', 'topic', '-given_at', '-id'], name='topic_answers_of_person'),
        ),
        migrations.AddIndex(
            model_name='topicstand',
            index=models.Index(fields=['topic', 'is_in', 'person'], name='people_by_topic'),
        ),
        migrations.AddConstraint(
            model_name='topicstand',
            constraint=models.UniqueConstraint(fields=('person', 'topic'), name='one_stand_per_topic'),
        ),
        migrations.AddIndex(
            model_name='consententry',
            index=models.Index(fields=['person', 'purpose', '-given_at', '-id'], name='ledger_of_person'),
        ),
        migrations.AddIndex(
            model_name='consententry',
            index=models.Index(condition=models.Q(('seal', None)), fields=['id'], name='ledger_unsealed'),
        ),
    ] + OPERATIONS
