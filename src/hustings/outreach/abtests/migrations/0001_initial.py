import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('mailings', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ABTest',
            fields=[
                ('mailing', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='trial', serialize=False, to='mailings.mailing')),
                ('size', models.PositiveIntegerField(default=20, help_text='Split evenly at random. 100 % tests all recipients.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000000)], verbose_name='test group')),
                ('unit', models.CharField(choices=[('percent', '% of recipients'), ('people', 'recipients')], default='percent', max_length=7, verbose_name='unit')),
                ('measure', models.CharField(max_length=30, verbose_name='winner')),
                ('hours', models.PositiveSmallIntegerField(default=24, help_text='Counted once nearly all test e-mails are sent.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(336)], verbose_name='maximum hours')),
                ('chooser', models.CharField(choices=[('itself', 'automatically, once a version is clearly better'), ('hand', 'manually')], default='itself', max_length=6, verbose_name='pick the winner')),
                ('otherwise', models.CharField(choices=[('ask', 'ask the team'), ('best', 'send the one that leads')], default='ask', max_length=4, verbose_name='if there is no clear winner by then')),
                ('versions', models.CharField(blank=True, help_text='Those of the moment of sending', max_length=5)),
                ('seed', models.CharField(blank=True, help_text='What the deal can be made again from', max_length=32)),
                ('counts', models.JSONField(blank=True, default=dict, help_text='Letters that left, once all have')),
                ('begun_at', models.DateTimeField(blank=True, help_text='When nearly all letters had left', null=True)),
                ('asked_at', models.DateTimeField(blank=True, help_text='When it fell to the team to decide', null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('how', models.CharField(blank=True, choices=[('rule', 'automatically: clearly better'), ('time', 'time ran out'), ('hand', 'manually')], max_length=4)),
                ('winner', models.CharField(blank=True, help_text='Empty where nobody waited for one', max_length=1)),
                ('found', models.JSONField(blank=True, default=dict, help_text='The figures at the decision')),
                ('released_at', models.DateTimeField(blank=True, help_text='When nobody waited any more', null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
