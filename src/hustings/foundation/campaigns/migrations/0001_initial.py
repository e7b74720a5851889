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
                ('sender_name', models.CharField(blank=True, help_text='Empty: the name', max_length=100, verbose_name="sender's name")),
                ('sender_address', models.EmailField(blank=True, help_text='Empty: the one in the settings', max_length=254, verbose_name="sender's address")),
                ('reply_to', models.EmailField(blank=True, max_length=254, verbose_name='answers go to')),
                ('postal_address', models.TextField(blank=True, help_text='Shown below each mail', verbose_name='postal address')),
                ('privacy_contact', models.EmailField(blank=True, max_length=254, verbose_name='privacy contact')),
                ('country', models.CharField(blank=True, choices=hustings.foundation.campaigns.models.countries, help_text='Electoral silence and quiet hours are kept by them. Empty: none are kept', max_length=2, verbose_name='country whose rules hold')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], default='fr', max_length=5, verbose_name='first language')),
                ('most_mails', models.PositiveSmallIntegerField(blank=True, help_text='Of everything that the campaign sends, but for answers to what they did. Empty: any number', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='at most so many mails to one person')),
                ('most_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='in so many days')),
                ('measure_clicks', models.CharField(choices=[('nothing', 'not at all: links lead straight to their targets'), ('totals', "in total: everybody's links are the same, and nothing is kept of anybody"), ('agreed', 'in total, and person by person for those who agreed to it'), ('unless', 'person by person for all but those who refuse')], default='totals', help_text="In the EU a link of one's own for each reader needs their consent, as a cookie does: ask your lawyer before you measure people who were not asked", max_length=8, verbose_name='clicks in mails are counted')),
                ('measure_opens', models.BooleanField(default=False, help_text='By an invisible picture in their mails alone. It shows little: programs fetch it unread', verbose_name='openings are noted, of those who agreed to be measured')),
                ('measure_days', models.PositiveSmallIntegerField(default=180, help_text='The numbers of each mailing stay', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1100)], verbose_name='days until it is forgotten who clicked and opened')),
                ('ad_sponsor', models.CharField(blank=True, default='', help_text='The sponsor’s name, for mailings of which somebody says that they are advertising', max_length=200, verbose_name='who pays for political advertising')),
                ('ad_address', models.CharField(blank=True, default='', max_length=300, verbose_name='the sponsor’s address or e-mail')),
                ('ad_controller', models.CharField(blank=True, default='', help_text='Where somebody else does in the end', max_length=200, verbose_name='who controls the sponsor')),
                ('ad_notice', models.URLField(blank=True, default='', help_text='A page with what article 12 of Regulation (EU) 2024/900 asks for', max_length=300, verbose_name='address of the transparency notice')),
                ('ad_reason', models.CharField(blank=True, default='', help_text='New mailings begin with it. Empty: each asks anew', max_length=300, verbose_name='why your own mailings are no advertising')),
            ],
            options={
                'verbose_name': 'campaign',
            },
        ),
    ]
