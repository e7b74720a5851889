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
            name='Petition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titles', models.JSONField(default=dict, help_text='language -> title', verbose_name='title')),
                ('addressees', models.JSONField(default=dict, help_text='language -> addressee', verbose_name='addressed to')),
                ('goal', models.PositiveIntegerField(default=500, validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(10000000)], verbose_name='first goal')),
                ('opens_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='opens')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='closes')),
                ('asks', models.JSONField(default=list, help_text='Ask', verbose_name='also ask for')),
                ('consents', models.JSONField(default=list, help_text='Purposes', verbose_name='consents to ask for')),
                ('delivered_at', models.DateTimeField(blank=True, null=True, verbose_name='delivery date')),
                ('n_delivered', models.PositiveIntegerField(blank=True, help_text='Signatures handed over', null=True)),
                ('deliveries', models.JSONField(default=dict, help_text='language -> how it was delivered')),
                ('picture_alts', models.JSONField(default=dict, help_text='language -> the picture in words')),
                ('archived_at', models.DateTimeField(blank=True, help_text='Out of the way; its page stays', null=True)),
                ('removed_at', models.DateTimeField(blank=True, help_text='Deleted thirty days later', null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='image of the delivery')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'petition',
                'verbose_name_plural': 'petitions',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='PetitionPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('picture_alt', models.CharField(blank=True, help_text='For screen readers. Leave blank to use the image’s own description.', max_length=255, verbose_name='image description')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='text')),
                ('petition', models.ForeignKey(help_text='Created in HQ under “Petitions”.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='petitions.petition', verbose_name='petition')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'petition page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveBigIntegerField(help_text='In the chain, from 1, without gaps')),
                ('at', models.DateTimeField()),
                ('digest', models.CharField(help_text='SHA-256 over this link and the one before', max_length=64)),
                ('content', models.BinaryField(default=bytes, help_text='For each row 8 bytes of its key, 32 of its digest')),
                ('gone', models.JSONField(default=list, help_text='Keys of rows that were erased since')),
                ('petition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='seals', to='petitions.petition')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Signature',
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
                ('mailbox', hustings.foundation.lib.sql.key_fields.KeyField(help_text='One form for all spellings of it: each counts once', max_length=254)),
                ('name_key', hustings.foundation.lib.sql.key_fields.KeyField(blank=True, help_text='Name and postcode, folded; empty: not known', max_length=230)),
                ('origin', models.CharField(blank=True, help_text='The campaign, source or site before: for figures', max_length=60)),
                ('shown', models.CharField(choices=[('no', 'not at all'), ('initial', 'first name and initial'), ('full', 'full name')], default='no', max_length=8, verbose_name='name on the site')),
                ('comment', models.TextField(blank=True, verbose_name='comment')),
                ('comment_state', models.CharField(blank=True, choices=[('', '–'), ('waiting', 'waiting'), ('shown', 'shown'), ('refused', 'refused')], default='', max_length=8, verbose_name='state')),
                ('doubts', models.CharField(blank=True, help_text='Doubt, separated by commas', max_length=60)),
                ('judged_at', models.DateTimeField(blank=True, help_text='When somebody looked at the doubts', null=True)),
                ('set_aside_at', models.DateTimeField(blank=True, null=True)),
                ('salt', models.BinaryField(help_text='So that a digest tells nothing', max_length=16, null=True)),
                ('judged_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='persons.person')),
                ('petition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='petitions.petition')),
                ('seal', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='petitions.seal')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'signature',
                'verbose_name_plural': 'signatures',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeterSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.PositiveSmallIntegerField()),
                ('n', models.IntegerField(default=0)),
                ('petition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='petitions.petition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('petition', 'slot'), name='one_row_per_meter_slot')],
            },
        ),
        migrations.CreateModel(
            name='Barred',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(help_text='Keyed hash of that and the address', max_length=64)),
                ('disowned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('petition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='barred', to='petitions.petition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('petition', 'fingerprint'), name='one_bar_per_petition_and_mailbox')],
            },
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(fields=('petition', 'position'), name='one_seal_per_petition_and_position'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(fields=['key', 'asked_at'], name='signatures_by_address'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(fields=['visitor', 'asked_at'], name='signatures_by_visitor'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='signatures_unconfirmed'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', False), ('withdrawn_at', None)), fields=['petition', '-confirmed_at', '-id'], name='signatures_newest'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', False), ('set_aside_at', None), ('withdrawn_at', None), models.Q(('shown', 'no'), _negated=True)), fields=['petition', '-confirmed_at', '-id'], name='signatures_shown'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', False), ('withdrawn_at', None), models.Q(('comment_state', ''), _negated=True)), fields=['petition', 'comment_state', '-confirmed_at', '-id'], name='signatures_by_comment'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(fields=['mailbox', 'asked_at'], name='signatures_of_mailbox'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', False), ('withdrawn_at', None)), fields=['petition', 'mailbox', 'confirmed_at'], name='signatures_by_mailbox'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', False), ('withdrawn_at', None), models.Q(('name_key', ''), _negated=True)), fields=['petition', 'name_key', 'confirmed_at'], name='signatures_by_name'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', False), ('withdrawn_at', None), models.Q(('doubts', ''), _negated=True)), fields=['petition', '-confirmed_at', '-id'], name='signatures_in_doubt'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person', 'petition'], name='signatures_of_person'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', False), ('seal', None)), fields=['petition', 'id'], name='signatures_unsealed'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('seal__isnull', False)), fields=['petition', 'seal'], name='signatures_by_seal'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', False), ('withdrawn_at', None)), fields=('petition', 'key'), name='one_signature_per_address'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', False), ('judged_at', None), ('set_aside_at', None), ('withdrawn_at', None)), fields=('petition', 'mailbox'), name='one_counted_signature_per_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_signature_per_form'),
        ),
    ]
