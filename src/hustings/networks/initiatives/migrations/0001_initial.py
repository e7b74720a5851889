import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
import hustings.networks.initiatives.models.applications
import hustings.networks.initiatives.models.calls
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('forms', '0001_initial'),
        ('persons', '0001_initial'),
        ('territories', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('labels', models.JSONField(default=dict, help_text='language -> text')),
            ],
            options={
                'verbose_name': 'reason',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Application',
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
                ('title', models.CharField(max_length=150, verbose_name='name of the project')),
                ('organisation', models.CharField(blank=True, max_length=200, verbose_name='organisation')),
                ('summary', models.TextField(blank=True, max_length=1000, verbose_name='summary')),
                ('asked', models.BigIntegerField(blank=True, help_text='Minor units', null=True, verbose_name='amount requested')),
                ('answers', models.JSONField(default=dict, help_text='name of a question -> values as typed')),
                ('state', models.CharField(choices=[('draft', 'being written'), ('sent_in', 'to check'), ('eligible', 'eligible'), ('ineligible', 'not eligible'), ('accepted', 'accepted'), ('reserve', 'on the waiting list'), ('refused', 'refused')], default='draft', max_length=10, verbose_name='state')),
                ('number', models.PositiveIntegerField(blank=True, help_text='All that jurors see', null=True, verbose_name='application number')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('place', models.PositiveIntegerField(default=1000000000, help_text='By the last count of the jury')),
                ('feedback', models.TextField(blank=True, max_length=3000, verbose_name='reasons for the applicant')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='persons.person')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
                ('reasons', models.ManyToManyField(blank=True, related_name='+', to='initiatives.reason', verbose_name='reasons')),
            ],
            options={
                'verbose_name': 'application',
                'verbose_name_plural': 'applications',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(storage=hustings.networks.initiatives.models.applications.private, upload_to=hustings.networks.initiatives.models.applications.place)),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('ending', models.CharField(help_text='Checked against its bytes', max_length=5)),
                ('size', models.PositiveIntegerField(help_text='Bytes')),
                ('sha256', models.CharField(max_length=64)),
                ('names', models.JSONField(default=list)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='initiatives.application')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='end of the web address')),
                ('titles', models.JSONField(default=dict, help_text='language -> text')),
                ('intros', models.JSONField(default=dict, help_text='language -> text')),
                ('currency', models.CharField(default='EUR', max_length=3, verbose_name='currency')),
                ('shown_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'call for projects',
                'verbose_name_plural': 'calls for projects',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Such as “Spring 2027”', max_length=80, verbose_name='name')),
                ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='opens')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='closes')),
                ('grace', models.PositiveSmallIntegerField(default=15, help_text='For those who began before the deadline', validators=[django.core.validators.MaxValueValidator(2880)], verbose_name='grace period, in minutes')),
                ('most_asked', models.BigIntegerField(blank=True, null=True, verbose_name='largest amount per project')),
                ('budget', models.BigIntegerField(blank=True, help_text='Minor units', null=True, verbose_name='budget')),
                ('places', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5000)], verbose_name='places')),
                ('is_blind', models.BooleanField(default=True, help_text='Jurors see numbers: names, addresses and authors of files are removed.', verbose_name='blind reading')),
                ('hidden', models.JSONField(default=list, help_text="Questions whose answers jurors don't get")),
                ('n_reviews', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='reviews per application')),
                ('jury_closes_on', models.DateField(blank=True, null=True, verbose_name='jurors mark until')),
                ('n_needed', models.PositiveSmallIntegerField(default=3, help_text='Of the committee, such as 3 of 4', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='votes needed to accept')),
                ('appeal_days', models.PositiveSmallIntegerField(default=14, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='days to appeal')),
                ('words', models.JSONField(default=dict, help_text='decision -> language -> paragraph of its letters')),
                ('seed', models.BigIntegerField(default=hustings.networks.initiatives.models.calls._seed, help_text='For lots and orders, so that they can be drawn again')),
                ('assigned_at', models.DateTimeField(blank=True, null=True)),
                ('ranked_at', models.DateTimeField(blank=True, null=True)),
                ('announced_at', models.DateTimeField(blank=True, null=True, verbose_name='letters sent')),
                ('last_number', models.PositiveIntegerField(default=0)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='initiatives.call')),
                ('questionnaire', models.OneToOneField(help_text='Its questions; never open by itself', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms.questionnaire')),
            ],
            options={
                'verbose_name': 'round',
                'verbose_name_plural': 'rounds',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='reason',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reasons', to='initiatives.round'),
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('labels', models.JSONField(default=dict, help_text='language -> text')),
                ('anchors', models.JSONField(default=dict, help_text='language -> lines such as “5: …”')),
                ('weight', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='weight')),
                ('high', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(10)], verbose_name='highest mark')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='initiatives.round')),
            ],
            options={
                'verbose_name': 'criterion',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Barred',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(help_text='Keyed hash of that and the address', max_length=64)),
                ('disowned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='barred', to='initiatives.round')),
            ],
        ),
        migrations.AddField(
            model_name='application',
            name='round',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='initiatives.round'),
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'being written'), ('sent_in', 'to check'), ('eligible', 'eligible'), ('ineligible', 'not eligible'), ('accepted', 'accepted'), ('reserve', 'on the waiting list'), ('refused', 'refused')], max_length=10, verbose_name='step')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='initiatives.application')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CoApplicant',
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
                ('application', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='coapplicants', to='initiatives.application')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='persons.person')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'co-applicant',
                'abstract': False,
                'indexes': [models.Index(fields=['key', 'asked_at'], name='coapplicants_by_address'), models.Index(fields=['visitor', 'asked_at'], name='coapplicants_by_visitor'), models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='coapplicants_unconfirmed'), models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='coapplicants_of_person')],
                'constraints': [models.UniqueConstraint(fields=('application', 'key'), name='one_co_applicant_an_address'), models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_coapplicant_per_form')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('about', models.CharField(blank=True, max_length=60)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, help_text='When it was true no more, unmailed', null=True)),
                ('application', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='initiatives.application')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.person')),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('dropped_at', None), ('mailed_at', None)), fields=['made_at'], name='letters_unsent')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person', None)), fields=('application', 'kind', 'about'), name='one_letter_of_a_kind'), models.UniqueConstraint(condition=models.Q(('application', None)), fields=('person', 'kind', 'about'), name='one_letter_of_a_kind_a_person'), models.CheckConstraint(condition=models.Q(('application', None), ('person', None), _connector='OR'), name='a_letter_has_one_reader')],
            },
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at', None), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='round_closes_after_it_opens'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('n_needed__gt', 0)), name='somebody_has_to_agree'),
        ),
        migrations.AddConstraint(
            model_name='barred',
            constraint=models.UniqueConstraint(fields=('round', 'fingerprint'), name='barred_once_from_a_round'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['key', 'asked_at'], name='applications_by_address'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['visitor', 'asked_at'], name='applications_by_visitor'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='applications_unconfirmed'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='applications_of_person'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['round', 'state', '-id'], name='applications_of_round'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['round', 'place', 'id'], name='applications_by_place'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(fields=('round', 'number'), name='one_application_a_number'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('number', None), ('sent_at__isnull', False), _connector='OR'), name='a_number_once_it_is_sent'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_application_per_form'),
        ),
    ]
