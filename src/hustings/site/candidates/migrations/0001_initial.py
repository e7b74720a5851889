import django.db.models.deletion
import django.utils.timezone
import hustings.site.website.blocks
import hustings.site.website.offers
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('elections', '0001_initial'),
        ('persons', '0001_initial'),
        ('territories', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        migrations.CreateModel(
            name='Candidacy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ticket', models.CharField(blank=True, max_length=100, verbose_name='party or list')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='position on the list')),
                ('given_name', models.CharField(max_length=100, verbose_name='given name')),
                ('family_name', models.CharField(max_length=100, verbose_name='family name')),
                ('name_key', models.CharField(db_index=True, editable=False, max_length=200)),
                ('deputy', models.CharField(blank=True, max_length=200, verbose_name='substitute or running mate')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='public e-mail')),
                ('links', models.JSONField(blank=True, default=list, verbose_name='links')),
                ('biographies', models.JSONField(blank=True, default=dict, help_text='By language, plain text')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidacies', to='elections.election', verbose_name='election')),
                ('person', models.ForeignKey(blank=True, help_text='Where the campaign knows the candidate', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='candidacies', to='persons.person')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='photo')),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'candidacy',
                'verbose_name_plural': 'candidacies',
                'ordering': ['name_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Assistant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.grant')),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='helpers', to='candidates.candidacy')),
            ],
            options={
                'verbose_name': 'candidate’s helper',
                'verbose_name_plural': 'candidates’ helpers',
            },
        ),
        migrations.CreateModel(
            name='CandidateIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'candidates',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='CandidatePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('portrait_alt', models.CharField(blank=True, help_text='For screen readers. Leave blank to use the image’s own description.', max_length=255, verbose_name='portrait description')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('button', 9), ('form', 11), ('act', 15), ('video', 22)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'hr'], 'label': 'Text'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'picture'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'said by', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'text of the button', 'max_length': 60}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page'}), 9: ('wagtail.blocks.StructBlock', [[('label', 7), ('page', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': hustings.site.website.blocks._open_forms, 'label': 'form'}), 11: ('wagtail.blocks.StructBlock', [[('form', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': hustings.site.website.offers.choices, 'label': 'only these', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with a field for the postcode', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('kinds', 13), ('asks_place', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 17: ('wagtail.blocks.URLBlock', (), {'help_text': 'YouTube, Vimeo or PeerTube.', 'label': 'address', 'required': False}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, served from your own site.', 'label': 'or your own file', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture before it plays', 'required': False}), 20: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (for your own video file).', 'label': 'subtitles', 'required': False}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'transcript', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('title', 16), ('address', 17), ('file', 18), ('poster', 19), ('subtitles', 20), ('transcript', 21)]], {})}, verbose_name='text')),
                ('candidacy', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='candidates.candidacy', verbose_name='candidacy')),
                ('portrait', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='portrait')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'candidate page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddIndex(
            model_name='candidacy',
            index=models.Index(fields=['name_key', 'id'], name='candidacy_by_name'),
        ),
        migrations.AddConstraint(
            model_name='candidacy',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('election', 'zone', 'ticket', 'position'), name='one_candidacy_per_seat'),
        ),
        migrations.AddConstraint(
            model_name='candidacy',
            constraint=models.UniqueConstraint(fields=('election', 'zone', 'ticket', 'name_key'), name='one_candidacy_per_name'),
        ),
        migrations.AddConstraint(
            model_name='assistant',
            constraint=models.UniqueConstraint(fields=('candidacy', 'grant'), name='one_assistant_per_candidacy_and_grant'),
        ),
    ]
