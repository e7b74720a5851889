import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits or letters from a to f.')], verbose_name='outer background')),
                ('sheet', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits or letters from a to f.')], verbose_name='e-mail background')),
                ('text', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits or letters from a to f.')], verbose_name='text')),
                ('link', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits or letters from a to f.')], verbose_name='links')),
                ('button', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits or letters from a to f.')], verbose_name='buttons')),
                ('on_button', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits or letters from a to f.')], verbose_name='button labels')),
                ('ground_by_night', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits or letters from a to f.')], verbose_name='outer background')),
                ('sheet_by_night', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits or letters from a to f.')], verbose_name='e-mail background')),
                ('text_by_night', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits or letters from a to f.')], verbose_name='text')),
                ('link_by_night', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits or letters from a to f.')], verbose_name='links')),
                ('button_by_night', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits or letters from a to f.')], verbose_name='buttons')),
                ('on_button_by_night', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Enter a colour as # and six digits or letters from a to f.')], verbose_name='button labels')),
                ('top', models.CharField(choices=[('both', 'logo and name'), ('logo', 'logo only'), ('name', 'name only')], default='both', max_length=4, verbose_name='header')),
                ('below', models.JSONField(blank=True, default=dict, help_text='The words below letters, by language')),
                ('logo', models.ForeignKey(blank=True, help_text='Leave blank to use the site’s logo.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='logo')),
            ],
            options={
                'verbose_name': 'e-mail design',
            },
        ),
    ]
