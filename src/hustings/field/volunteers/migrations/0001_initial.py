import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
import hustings.site.website.blocks
import hustings.site.website.offers
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('groups', '0001_initial'),
        ('persons', '0001_initial'),
        ('territories', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Charter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titles', models.JSONField(default=dict, help_text='language -> title', verbose_name='title')),
                ('is_general', models.BooleanField(default=True, verbose_name='accepted by all volunteers')),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'charter',
                'verbose_name_plural': 'charters',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('names', models.JSONField(default=dict, help_text='language -> name', verbose_name='name')),
                ('kind', models.CharField(choices=[('skill', 'skill'), ('language', 'language'), ('asset', 'equipment')], default='skill', max_length=10, verbose_name='kind')),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'skill',
                'verbose_name_plural': 'skills',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='VolunteerLimits',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('most_hours', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='hours of help in 24 hours, at most')),
                ('rest_hours', models.PositiveSmallIntegerField(default=11, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(24)], verbose_name='hours of rest between two days, at least')),
                ('asks_per_week', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(7)], verbose_name='requests by e-mail to one person in a week, at most')),
                ('first_task_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='days until a first task')),
                ('head_start', models.PositiveSmallIntegerField(default=24, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(336)], verbose_name='head start on popular shifts, in hours')),
                ('head_start_below', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='for people with fewer hours than this in the last 90 days')),
            ],
            options={
                'verbose_name': 'limits',
            },
        ),
        migrations.CreateModel(
            name='CharterVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('texts', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='text')),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('charter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='volunteers.charter')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['charter', '-number'],
            },
        ),
        migrations.CreateModel(
            name='CharterAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('source', models.CharField(blank=True, help_text='The page on which it was accepted', max_length=200)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='charter_acceptances', to='persons.person')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acceptances', to='volunteers.charterversion')),
            ],
            options={
                'ordering': ['-accepted_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DayOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField(verbose_name='from')),
                ('last', models.DateField(verbose_name='to')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days_off', to='persons.person')),
            ],
            options={
                'ordering': ['first', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HeldSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='held_skills', to='persons.person')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='held', to='volunteers.skill', verbose_name='skill')),
            ],
            options={
                'ordering': ['skill'],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titles', models.JSONField(default=dict, help_text='language -> title', verbose_name='title')),
                ('texts', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='description')),
                ('is_from_home', models.BooleanField(default=False, verbose_name='can be done from home')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                ('starts_at', models.DateTimeField(blank=True, null=True, verbose_name='start')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='end')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due date')),
                ('minutes', models.PositiveIntegerField(default=60, verbose_name='minutes of work')),
                ('needed', models.PositiveIntegerField(default=1, verbose_name='people needed')),
                ('taken', models.PositiveIntegerField(default=0, editable=False)),
                ('min_age', models.CharField(blank=True, choices=[('', 'not said'), ('16', '16 or over'), ('18', '18 or over')], default='', max_length=2, verbose_name='age rule')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('charter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='volunteers.charter', verbose_name='charter')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='tasks', to='groups.localgroup', verbose_name='group')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='in charge')),
                ('skills', models.ManyToManyField(blank=True, related_name='+', to='volunteers.skill', verbose_name='skills')),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'task',
                'verbose_name_plural': 'tasks',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Hours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('task', 'task'), ('shift', 'shift'), ('table', 'entered by the team')], max_length=8, verbose_name='kind')),
                ('day', models.DateField(default=django.utils.timezone.localdate, verbose_name='day')),
                ('minutes', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1440)], verbose_name='minutes')),
                ('ref', models.CharField(blank=True, help_text='What it comes from: counted once', max_length=60, null=True, unique=True)),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='hours', to='persons.person')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='hours', to='volunteers.task')),
            ],
            options={
                'verbose_name': 'hours',
                'verbose_name_plural': 'hours',
                'ordering': ['-day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TaskAsk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('is_yes', models.BooleanField(null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='task_asks', to='persons.person')),
                ('task', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='volunteers.task')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TaskPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('returned_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('thanks_asked_at', models.DateTimeField(blank=True, null=True)),
                ('mailed_at', models.DateTimeField(blank=True, help_text='When the thanks were mailed', null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='task_places', to='persons.person')),
                ('task', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='places', to='volunteers.task')),
            ],
            options={
                'ordering': ['taken_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Volunteer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('km', models.PositiveSmallIntegerField(default=10, verbose_name='distance (km)')),
                ('times', models.PositiveIntegerField(default=0, help_text='A bit for each part of each day of the week')),
                ('age', models.CharField(blank=True, choices=[('', 'not said'), ('16', '16 or over'), ('18', '18 or over')], default='', max_length=2, verbose_name='age')),
                ('source', models.CharField(blank=True, help_text='The page of the offer', max_length=200)),
                ('offered_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('paused_until', models.DateField(blank=True, null=True, verbose_name='paused until')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('owner', models.ForeignKey(blank=True, help_text='Who finds their first task', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='volunteer', to='persons.person')),
            ],
            options={
                'verbose_name': 'volunteer',
                'verbose_name_plural': 'volunteers',
                'ordering': ['-offered_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='VolunteerOffer',
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
                ('skills', models.JSONField(default=list, help_text='Skills ticked, by number')),
                ('km', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='distance (km)')),
                ('times', models.PositiveIntegerField(blank=True, help_text='As those of a volunteer', null=True)),
                ('age', models.CharField(blank=True, choices=[('', 'not said'), ('16', '16 or over'), ('18', '18 or over')], default='', max_length=2, verbose_name='age')),
                ('versions', models.JSONField(default=list, help_text='Versions of charters accepted, by number')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='persons.person')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='volunteers.task', verbose_name='task')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'offer of help',
                'verbose_name_plural': 'offers of help',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VolunteerPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='text')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'volunteer page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddConstraint(
            model_name='charterversion',
            constraint=models.UniqueConstraint(fields=('charter', 'number'), name='one_charter_version'),
        ),
        migrations.AddConstraint(
            model_name='charteracceptance',
            constraint=models.UniqueConstraint(fields=('person', 'version'), name='one_yes_to_a_charter'),
        ),
        migrations.AddConstraint(
            model_name='dayoff',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='day_off_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='heldskill',
            constraint=models.UniqueConstraint(fields=('person', 'skill'), name='one_skill_per_person'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('taken__lte', models.F('needed'))), name='task_within_need'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='task_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='hours',
            index=models.Index(fields=['-day', '-id'], name='hours_newest'),
        ),
        migrations.AddIndex(
            model_name='taskask',
            index=models.Index(fields=['person', '-asked_at'], name='asks_of_person'),
        ),
        migrations.AddConstraint(
            model_name='taskask',
            constraint=models.UniqueConstraint(fields=('task', 'person'), name='one_ask_per_task'),
        ),
        migrations.AddIndex(
            model_name='taskplace',
            index=models.Index(fields=['task', 'taken_at'], name='places_of_task'),
        ),
        migrations.AddConstraint(
            model_name='taskplace',
            constraint=models.UniqueConstraint(condition=models.Q(('returned_at', None)), fields=('task', 'person'), name='one_place_in_a_task'),
        ),
        migrations.AddIndex(
            model_name='volunteer',
            index=models.Index(fields=['-offered_at', '-id'], name='volunteers_newest'),
        ),
        migrations.AddIndex(
            model_name='volunteeroffer',
            index=models.Index(fields=['key', 'asked_at'], name='volunteeroffers_by_address'),
        ),
        migrations.AddIndex(
            model_name='volunteeroffer',
            index=models.Index(fields=['visitor', 'asked_at'], name='volunteeroffers_by_visitor'),
        ),
        migrations.AddIndex(
            model_name='volunteeroffer',
            index=models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='volunteeroffers_unconfirmed'),
        ),
        migrations.AddIndex(
            model_name='volunteeroffer',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='volunteeroffers_of_person'),
        ),
        migrations.AddConstraint(
            model_name='volunteeroffer',
            constraint=models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_volunteeroffer_per_form'),
        ),
    ]
