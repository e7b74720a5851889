import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import hustings.site.website.blocks
import hustings.site.website.offers
import modelcluster.fields
import wagtail.contrib.routable_page.models
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
    ]

    operations = [
        migrations.CreateModel(
            name='Audience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_on', models.BooleanField(default=True, verbose_name='count views')),
            ],
            options={
                'verbose_name': 'audience figures',
            },
        ),
        migrations.CreateModel(
            name='Imprint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('publisher', models.CharField(blank=True, help_text='The association, the party, or a person’s full name', max_length=200, verbose_name='publisher of the site')),
                ('publisher_address', models.TextField(blank=True, max_length=300, verbose_name='address')),
                ('publisher_phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('registration', models.CharField(blank=True, help_text='If there is one', max_length=120, verbose_name='registration number')),
                ('on_behalf_of', models.CharField(blank=True, help_text='If different from the publisher', max_length=200, verbose_name='on whose behalf')),
                ('director', models.CharField(blank=True, max_length=120, verbose_name='director of publication')),
                ('host', models.CharField(blank=True, max_length=200, verbose_name='host')),
                ('host_address', models.TextField(blank=True, max_length=300, verbose_name='the host’s address')),
                ('host_phone', models.CharField(blank=True, max_length=40, verbose_name='the host’s telephone')),
            ],
            options={
                'verbose_name': 'legal notice',
            },
        ),
        migrations.CreateModel(
            name='Maintenance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_on', models.BooleanField(default=False, verbose_name='maintenance mode')),
                ('until', models.DateTimeField(blank=True, help_text='Shown to visitors. The site doesn’t reopen by itself.', null=True, verbose_name='expected end')),
            ],
            options={
                'verbose_name': 'close the site',
            },
        ),
        migrations.CreateModel(
            name='NoticeChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], max_length=5, verbose_name='language')),
                ('noted_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='noted on')),
                ('said', models.JSONField(default=list)),
                ('added', models.JSONField(default=list)),
                ('removed', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SiteVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='ActPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='text')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'page “Act”',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ContentPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('picture_alt', models.CharField(blank=True, help_text='For screen readers. Leave blank to use the image’s own description.', max_length=255, verbose_name='image description')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='text')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'text page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='FactCheckIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='how you check facts')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'list of fact checks',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='FactCheckPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('claim', models.TextField(help_text='Word for word, without quotation marks.', max_length=500, verbose_name='the claim')),
                ('said_by', models.CharField(max_length=120, verbose_name='who said it')),
                ('said_where', models.CharField(blank=True, max_length=160, verbose_name='where')),
                ('said_on', models.DateField(blank=True, null=True, verbose_name='when')),
                ('said_at', models.URLField(blank=True, max_length=500, verbose_name='link to the source')),
                ('verdict', models.CharField(choices=[('true', 'True'), ('mostly', 'Mostly true'), ('misleading', 'Misleading'), ('unproven', 'Unproven'), ('false', 'False')], max_length=12, verbose_name='verdict')),
                ('lead', models.TextField(max_length=400, verbose_name='our answer in short')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='our answer')),
                ('sources', wagtail.fields.StreamField([('source', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 200}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'publisher and date', 'max_length': 120, 'required': False}), 2: ('wagtail.blocks.URLBlock', (), {'label': 'address', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('title', 0), ('by', 1), ('address', 2)]], {})}, help_text='Write [1], [2] … in the text to refer to them.', verbose_name='sources')),
                ('checked_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='checked on')),
                ('corrections', wagtail.fields.StreamField([('correction', 2)], blank=True, block_lookup={0: ('wagtail.blocks.DateBlock', (), {'label': 'changed on'}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'reason', 'max_length': 500}), 2: ('wagtail.blocks.StructBlock', [[('on', 0), ('because', 1)]], {})}, help_text='Changes made after publication, shown below the answer.', verbose_name='corrections')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'fact check',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='FaqPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('sections', wagtail.fields.StreamField([('section', 5)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 100, 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 200}), 2: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'answer'}), 3: ('wagtail.blocks.StructBlock', [[('question', 1), ('answer', 2)]], {}), 4: ('wagtail.blocks.ListBlock', (3,), {'label': 'questions'}), 5: ('wagtail.blocks.StructBlock', [[('title', 0), ('questions', 4)]], {})}, verbose_name='sections')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'questions and answers',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('kicker', models.CharField(blank=True, max_length=80, verbose_name='line above the slogan')),
                ('slogan', models.CharField(max_length=80, verbose_name='slogan')),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('portrait_alt', models.CharField(blank=True, help_text='For screen readers. Leave blank to use the image’s own description.', max_length=255, verbose_name='portrait description')),
                ('form_title', models.CharField(blank=True, max_length=80, verbose_name='title of the form')),
                ('deeds', wagtail.fields.StreamField([('deed', 4)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 60}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'text', 'max_length': 300}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'link text', 'max_length': 60}), 3: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 4: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1), ('label', 2), ('page', 3)]], {})}, verbose_name='calls to action')),
                ('act', wagtail.fields.StreamField([('act', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 1: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 2: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('title', 0), ('kinds', 1), ('asks_place', 2)]], {})}, verbose_name='what is open now')),
                ('numbers', wagtail.fields.StreamField([('number', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'figure', 'max_length': 20}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'label', 'max_length': 80}), 2: ('wagtail.blocks.StructBlock', [[('value', 0), ('label', 1)]], {})}, verbose_name='figures')),
                ('word', models.TextField(blank=True, max_length=600, verbose_name='quote from the candidate')),
                ('word_by', models.CharField(blank=True, max_length=120, verbose_name='signed')),
                ('rally_alt', models.CharField(blank=True, help_text='For screen readers. Leave blank to use the image’s own description.', max_length=255, verbose_name='wide image description')),
                ('background', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture behind the portrait')),
                ('portrait', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='portrait')),
                ('rally', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='wide image')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'home page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='LegalPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('kind', models.CharField(choices=[('notice', 'legal notice'), ('privacy', 'privacy notice'), ('access', 'accessibility statement')], max_length=10, verbose_name='kind')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='introduction')),
                ('more', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, help_text='Shown after the generated part: the imprint (Settings) or what the site does with data.', verbose_name='additions')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'legal page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('palette', models.CharField(choices=[('river', 'river: teal and coral'), ('indigo', 'dusk: indigo and rose'), ('forest', 'forest: green and gold'), ('brick', 'brick: wine red and blue'), ('own', 'custom colours')], default='river', max_length=10, verbose_name='colours')),
                ('brand', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits, like #1a5fb4.')], verbose_name='main colour')),
                ('accent', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits, like #1a5fb4.')], verbose_name='buttons')),
                ('ground', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits, like #1a5fb4.')], verbose_name='background')),
                ('highlight', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits, like #1a5fb4.')], verbose_name='highlights')),
                ('type', models.CharField(choices=[('bricolage', 'Bricolage Grotesque: lively titles'), ('atkinson', 'Atkinson Hyperlegible: made for low vision'), ('vollkorn', 'Vollkorn: titles as in a book'), ('system', 'system font, sans serif: nothing to load'), ('serif', 'system font, with serifs: nothing to load')], default='bricolage', max_length=10, verbose_name='font')),
                ('corners', models.CharField(choices=[('round', 'round'), ('soft', 'slightly rounded'), ('square', 'square')], default='round', max_length=10, verbose_name='corners')),
                ('tagline', models.CharField(blank=True, max_length=60, verbose_name='line below the name')),
                ('links', wagtail.fields.StreamField([('link', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'name', 'max_length': 40}), 1: ('wagtail.blocks.URLBlock', (), {'label': 'address'}), 2: ('wagtail.blocks.StructBlock', [[('label', 0), ('address', 1)]], {})}, verbose_name='social networks and links')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='logo')),
                ('logo_by_night', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='logo for dark mode')),
            ],
            options={
                'verbose_name': 'site design',
            },
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('press_contact', models.TextField(blank=True, help_text='Shown below press releases without a contact of their own.', max_length=400, verbose_name='press contact')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'news list',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('kind', models.CharField(choices=[('news', 'news'), ('press', 'press release')], default='news', max_length=10, verbose_name='kind')),
                ('published_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date')),
                ('topic', models.CharField(blank=True, max_length=60, verbose_name='topic')),
                ('lead', models.TextField(max_length=400, verbose_name='lead')),
                ('picture_alt', models.CharField(blank=True, help_text='For screen readers. Leave blank to use the image’s own description.', max_length=255, verbose_name='image description')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='text')),
                ('contact', models.TextField(blank=True, help_text='For a press release. Leave blank for the contact of the news list.', max_length=400, verbose_name='press contact')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
                ('zones', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='territories.zone', verbose_name='territories')),
            ],
            options={
                'verbose_name': 'news',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PressKitPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('contact', models.TextField(blank=True, max_length=400, verbose_name='press contact')),
                ('short_biography', wagtail.fields.RichTextField(blank=True, verbose_name='short biography')),
                ('long_biography', wagtail.fields.RichTextField(blank=True, verbose_name='full biography')),
                ('pictures', wagtail.fields.StreamField([('picture', 4)], blank=True, block_lookup={0: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Offered exactly as uploaded, including the camera’s data.', 'label': 'picture'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'credit', 'max_length': 120}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'For example: free for reports on the campaign.', 'label': 'licence', 'max_length': 200}), 4: ('wagtail.blocks.StructBlock', [[('picture', 0), ('caption', 1), ('credit', 2), ('licence', 3)]], {})}, verbose_name='pictures')),
                ('logos', wagtail.fields.StreamField([('picture', 4), ('file', 7)], blank=True, block_lookup={0: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Offered exactly as uploaded, including the camera’s data.', 'label': 'picture'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'credit', 'max_length': 120}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'For example: free for reports on the campaign.', 'label': 'licence', 'max_length': 200}), 4: ('wagtail.blocks.StructBlock', [[('picture', 0), ('caption', 1), ('credit', 2), ('licence', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 6: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'file'}), 7: ('wagtail.blocks.StructBlock', [[('title', 5), ('document', 6)]], {})}, verbose_name='logos and files')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'press kit',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='ProgrammePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='text below the proposals')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'programme',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='ProposalPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(max_length=400, verbose_name='in a sentence')),
                ('theme', models.CharField(blank=True, help_text='Proposals with the same theme are shown together.', max_length=60, verbose_name='theme')),
                ('argument', models.TextField(blank=True, help_text='About 75 words, as you would say it on a doorstep.', max_length=480, verbose_name='the argument in 30 seconds')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='text')),
                ('costs', wagtail.fields.StreamField([('cost', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'label', 'max_length': 120}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'amount', 'max_length': 40}), 2: ('wagtail.blocks.StructBlock', [[('label', 0), ('amount', 1)]], {})}, verbose_name='costing')),
                ('total', models.CharField(blank=True, max_length=60, verbose_name='total')),
                ('funding', models.TextField(blank=True, verbose_name='paid for by')),
                ('sources', wagtail.fields.StreamField([('source', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 200}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'publisher and date', 'max_length': 120, 'required': False}), 2: ('wagtail.blocks.URLBlock', (), {'label': 'address', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('title', 0), ('by', 1), ('address', 2)]], {})}, help_text='Write [1], [2] … in the text to refer to them.', verbose_name='sources')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='pictogram')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'proposal',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='SignUpPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'sign-up page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('kind', models.CharField(choices=[('page', 'page'), ('from', 'referring site'), ('campaign', 'campaign'), ('device', 'device'), ('language', 'language')], max_length=8)),
                ('name', models.CharField(max_length=200)),
                ('n_views', models.PositiveIntegerField()),
                ('n_visits', models.PositiveIntegerField(help_text='Views that did not come from a page of ours')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'kind', 'name'), name='one_tally_of_a_thing_a_day')],
            },
        ),
        migrations.CreateModel(
            name='TeamPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('groups', wagtail.fields.StreamField([('group', 9)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 100, 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'name', 'max_length': 120}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'role', 'max_length': 120, 'required': False}), 3: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'portrait', 'required': False}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'short biography', 'max_length': 400, 'required': False}), 5: ('wagtail.blocks.EmailBlock', (), {'help_text': 'Only if they want it to be public.', 'label': 'e-mail', 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'phone', 'max_length': 30, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('name', 1), ('role', 2), ('portrait', 3), ('text', 4), ('email', 5), ('phone', 6)]], {}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'people'}), 9: ('wagtail.blocks.StructBlock', [[('title', 0), ('members', 8)]], {})}, verbose_name='groups')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'team',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='VideoPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='video and text')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'video',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ConsentLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('email', 'news by e-mail'), ('sms', 'text messages'), ('phone', 'phone calls'), ('post', 'letters'), ('measure', 'tracking of opens and clicks'), ('answers', 'use of survey answers'), ('join', 'being a supporter'), ('team', 'bulletins for the team')], max_length=12, verbose_name='purpose')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], max_length=5, verbose_name='language')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.wording', verbose_name='sentence')),
            ],
            options={
                'verbose_name': 'consent on the form',
                'verbose_name_plural': 'consents on the form',
                'ordering': ['language', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('purpose', 'language'), name='one_line_per_purpose_and_language')],
            },
        ),
    ]
