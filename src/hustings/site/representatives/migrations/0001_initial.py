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
        ('persons', '0001_initial'),
        ('territories', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titles', models.JSONField(default=dict, help_text='language -> title', verbose_name='title')),
                ('ways', models.JSONField(default=list, help_text='Way', verbose_name='channel')),
                ('offices', models.JSONField(default=list, help_text="Office: those of the visitor's zone", verbose_name='offices')),
                ('subjects', models.JSONField(default=dict, help_text='language -> subject of the mail')),
                ('openings', models.JSONField(default=dict, help_text='language -> a way to begin in each line')),
                ('points', models.JSONField(default=dict, help_text='language -> paragraphs: a name, then ways to say it')),
                ('closings', models.JSONField(default=dict, help_text='language -> a way to end in each line')),
                ('scripts', models.JSONField(default=dict, help_text='language -> what to say on the phone')),
                ('sending', models.CharField(choices=[('server', 'the campaign; replies go to the writer'), ('own', 'the writer, from their own e-mail program')], default='server', max_length=8, verbose_name='letters are sent by')),
                ('per_hour', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='maximum letters per representative and hour')),
                ('kept_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='days to keep the text after sending')),
                ('consents', models.JSONField(default=list, help_text='Purposes', verbose_name='consents to ask for')),
                ('opens_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='opens')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='closes')),
                ('paused_at', models.DateTimeField(blank=True, help_text='Nothing is taken and nothing leaves', null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'letter campaign',
                'verbose_name_plural': 'letter campaigns',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='AppealPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('picture_alt', models.CharField(blank=True, help_text='For screen readers. Leave blank to use the image’s own description.', max_length=255, verbose_name='image description')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='text')),
                ('appeal', models.ForeignKey(help_text='Created in HQ under “Write to representatives”.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='representatives.appeal', verbose_name='letter campaign')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'letter page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Representative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(choices=[('mp', 'member of parliament'), ('senator', 'senator'), ('mep', 'member of the European Parliament'), ('region', 'regional councillor'), ('department', 'departmental councillor'), ('mayor', 'mayor'), ('council', 'municipal councillor'), ('government', 'member of the government'), ('other', 'other office')], max_length=12, verbose_name='office')),
                ('body', models.CharField(blank=True, max_length=120, verbose_name='chamber or body')),
                ('given_name', models.CharField(blank=True, max_length=100, verbose_name='given name')),
                ('family_name', models.CharField(max_length=100, verbose_name='family name')),
                ('name_key', models.CharField(editable=False, max_length=200)),
                ('party', models.CharField(blank=True, max_length=120, verbose_name='party or group')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='public e-mail')),
                ('phone', models.CharField(blank=True, help_text='E.164', max_length=16, verbose_name='public phone')),
                ('page', models.URLField(blank=True, max_length=300, verbose_name='page')),
                ('languages', models.JSONField(blank=True, default=list, help_text='Codes, the first best', verbose_name='languages')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='checked on')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('left_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('email_changed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('silent_at', models.DateTimeField(blank=True, editable=False, help_text='When a letter to the address came back for good', null=True)),
                ('silent_why', models.CharField(blank=True, choices=[('unknown', 'The mailbox doesn’t exist'), ('closed', 'The mailbox is closed or no longer used'), ('no_domain', 'The domain doesn’t exist or accepts no e-mail'), ('full', 'The mailbox is full'), ('silent', 'The mail server can’t be reached'), ('busy', 'The mail server is overloaded or has an error'), ('loop', 'Mail loop: the address is forwarded incorrectly'), ('too_large', 'The e-mail is too large'), ('listed', 'Our mail server is blocklisted or has a bad reputation'), ('spam', 'Rejected as spam'), ('unproven', 'Sender authentication failed (SPF, DKIM, DMARC)'), ('too_many', 'Too many e-mails at a time'), ('policy', 'Against the provider’s policy'), ('unclear', 'No reason given'), ('complaint', 'The recipient reported it as spam')], editable=False, max_length=9)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'representative',
                'verbose_name_plural': 'representatives',
                'ordering': ['name_key', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='appeal',
            name='representatives',
            field=models.ManyToManyField(blank=True, related_name='+', to='representatives.representative', verbose_name='chosen representatives'),
        ),
        migrations.CreateModel(
            name='Stand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('for', 'in favour'), ('against', 'against'), ('undecided', 'undecided'), ('evasive', 'evasive answer')], max_length=10, verbose_name='position')),
                ('note', models.CharField(blank=True, max_length=1000, verbose_name='quote or note')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('appeal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='stands', to='representatives.appeal')),
                ('representative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stands', to='representatives.representative')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Voice',
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
                ('way', models.CharField(choices=[('letter', 'letter by e-mail'), ('call', 'call')], max_length=8, verbose_name='channel')),
                ('subject', models.CharField(blank=True, max_length=200, verbose_name='subject')),
                ('text', models.TextField(blank=True, help_text='Of a letter, until some days after it was sent', verbose_name='text')),
                ('prints', models.BinaryField(default=bytes, help_text='Keyed digests of rows of words: for likeness')),
                ('emptied_at', models.DateTimeField(blank=True, help_text='When its text was deleted', null=True)),
                ('appeal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='representatives.appeal')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='persons.person')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'voice',
                'verbose_name_plural': 'voices',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('letter', 'letter by e-mail'), ('call', 'call')], max_length=8)),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(help_text='Of the voice: one to each representative', max_length=254)),
                ('outcome', models.CharField(blank=True, choices=[('reached', 'I spoke with them or their team'), ('promised', 'They promised something'), ('voicemail', 'I left a message'), ('no_answer', 'No answer'), ('refused', 'They didn’t want to listen')], max_length=10, verbose_name='outcome')),
                ('counted_at', models.DateTimeField(blank=True, help_text='When the voice was confirmed', null=True)),
                ('due_at', models.DateTimeField(blank=True, help_text='Of a letter that we send', null=True)),
                ('claimed_at', models.DateTimeField(blank=True, help_text='It counts for the hour from here', null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('came_back_at', models.DateTimeField(blank=True, null=True, verbose_name='bounced')),
                ('came_back_why', models.CharField(blank=True, choices=[('unknown', 'The mailbox doesn’t exist'), ('closed', 'The mailbox is closed or no longer used'), ('no_domain', 'The domain doesn’t exist or accepts no e-mail'), ('full', 'The mailbox is full'), ('silent', 'The mail server can’t be reached'), ('busy', 'The mail server is overloaded or has an error'), ('loop', 'Mail loop: the address is forwarded incorrectly'), ('too_large', 'The e-mail is too large'), ('listed', 'Our mail server is blocklisted or has a bad reputation'), ('spam', 'Rejected as spam'), ('unproven', 'Sender authentication failed (SPF, DKIM, DMARC)'), ('too_many', 'Too many e-mails at a time'), ('policy', 'Against the provider’s policy'), ('unclear', 'No reason given'), ('complaint', 'The recipient reported it as spam')], max_length=9)),
                ('appeal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='approaches', to='representatives.appeal')),
                ('representative', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='approaches', to='representatives.representative')),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approaches', to='representatives.voice')),
            ],
        ),
        migrations.CreateModel(
            name='BarredMailbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(help_text='Keyed hash of that and the address', max_length=64)),
                ('disowned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('appeal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='barred', to='representatives.appeal')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('appeal', 'fingerprint'), name='one_bar_per_appeal_and_mailbox')],
            },
        ),
        migrations.AddIndex(
            model_name='representative',
            index=models.Index(fields=['name_key', 'id'], name='representative_by_name'),
        ),
        migrations.AddConstraint(
            model_name='representative',
            constraint=models.UniqueConstraint(fields=('office', 'zone', 'name_key'), name='one_representative_per_name'),
        ),
        migrations.AddConstraint(
            model_name='stand',
            constraint=models.UniqueConstraint(fields=('appeal', 'representative'), name='one_stand_per_appeal_and_representative'),
        ),
        migrations.AddIndex(
            model_name='voice',
            index=models.Index(fields=['key', 'asked_at'], name='voices_by_address'),
        ),
        migrations.AddIndex(
            model_name='voice',
            index=models.Index(fields=['visitor', 'asked_at'], name='voices_by_visitor'),
        ),
        migrations.AddIndex(
            model_name='voice',
            index=models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='voices_unconfirmed'),
        ),
        migrations.AddIndex(
            model_name='voice',
            index=models.Index(fields=['appeal', '-confirmed_at', '-id'], name='voices_by_appeal'),
        ),
        migrations.AddIndex(
            model_name='voice',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person', 'appeal'], name='voices_of_person'),
        ),
        migrations.AddIndex(
            model_name='voice',
            index=models.Index(condition=models.Q(('emptied_at', None)), fields=['confirmed_at'], name='voices_full'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_voice_per_form'),
        ),
        migrations.AddIndex(
            model_name='contactattempt',
            index=models.Index(condition=models.Q(('claimed_at', None), ('due_at__isnull', False)), fields=['due_at'], name='approaches_due'),
        ),
        migrations.AddIndex(
            model_name='contactattempt',
            index=models.Index(condition=models.Q(('claimed_at__isnull', False)), fields=['representative', 'claimed_at'], name='approaches_of_the_hour'),
        ),
        migrations.AddIndex(
            model_name='contactattempt',
            index=models.Index(fields=['representative', '-id'], name='approaches_by_representative'),
        ),
        migrations.AddIndex(
            model_name='contactattempt',
            index=models.Index(fields=['key', 'counted_at'], name='approaches_by_key'),
        ),
        migrations.AddConstraint(
            model_name='contactattempt',
            constraint=models.UniqueConstraint(condition=models.Q(('counted_at__isnull', False)), fields=('appeal', 'representative', 'way', 'key'), name='one_approach_per_address'),
        ),
    ]
