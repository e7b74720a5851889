import django.core.validators
import hustings.foundation.campaigns.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='Hustings', max_length=100, verbose_name='name')),
                ('sender_name', models.CharField(blank=True, help_text='Leave blank to use the campaign’s name', max_length=100, verbose_name="sender's name")),
                ('sender_address', models.EmailField(blank=True, help_text='Leave blank to use the server’s address', max_length=254, verbose_name="sender's address")),
                ('reply_to', models.EmailField(blank=True, max_length=254, verbose_name='reply-to address')),
                ('postal_address', models.TextField(blank=True, help_text='Shown at the bottom of each e-mail', verbose_name='postal address')),
                ('privacy_contact', models.EmailField(blank=True, max_length=254, verbose_name='privacy contact')),
                ('country', models.CharField(blank=True, choices=hustings.foundation.campaigns.models.countries, help_text='Sets election silence and quiet hours. Leave blank for none', max_length=2, verbose_name='country for election rules')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], default='fr', max_length=5, verbose_name='main language')),
                ('most_mails', models.PositiveSmallIntegerField(blank=True, help_text='Automatic replies don’t count. Leave blank for no limit', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='maximum e-mails per person')),
                ('most_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='period (days)')),
                ('measure_clicks', models.CharField(choices=[('nothing', 'off: links are not tracked'), ('totals', 'totals only: no one is tracked individually'), ('agreed', 'totals, and by person for people who agreed'), ('unless', 'by person, except people who opted out')], default='totals', help_text='In the EU, personal links require consent, like cookies: ask your lawyer before tracking people who weren’t asked', max_length=8, verbose_name='click tracking')),
                ('measure_opens', models.BooleanField(default=False, help_text='Uses an invisible picture. Unreliable: mail programs often load it unread', verbose_name='open tracking, for people who agreed')),
                ('measure_days', models.PositiveSmallIntegerField(default=180, help_text='Totals of each mailing are kept', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1100)], verbose_name='days until individual clicks and opens are deleted')),
                ('access_days', models.PositiveSmallIntegerField(default=365, help_text='CNIL recommends 6 to 12 months; longer, up to 3 years, only for a documented reason', validators=[django.core.validators.MinValueValidator(180), django.core.validators.MaxValueValidator(1095)], verbose_name='days until the log of who viewed people’s data is deleted')),
                ('ad_sponsor', models.CharField(blank=True, default='', help_text='Shown in mailings marked as advertising', max_length=200, verbose_name='sponsor of political advertising')),
                ('ad_address', models.CharField(blank=True, default='', max_length=300, verbose_name='sponsor’s address or e-mail')),
                ('ad_controller', models.CharField(blank=True, default='', help_text='If someone else ultimately does', max_length=200, verbose_name='entity that controls the sponsor')),
                ('ad_notice', models.URLField(blank=True, default='', help_text='A page with what Article 12 of Regulation (EU) 2024/900 requires', max_length=300, verbose_name='address of the transparency notice')),
                ('ad_reason', models.CharField(blank=True, default='', help_text='Default for new mailings. Leave blank to ask each time', max_length=300, verbose_name='why your mailings are not advertising')),
            ],
            options={
                'verbose_name': 'campaign',
            },
        ),
    ]
