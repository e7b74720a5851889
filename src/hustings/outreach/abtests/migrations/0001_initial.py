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
                ('size', models.PositiveIntegerField(default=20, help_text='Dealt evenly among the versions, by chance. 100 % tests on everybody: nobody waits', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000000)], verbose_name='goes first to')),
                ('unit', models.CharField(choices=[('percent', '% of the readers'), ('people', 'readers')], default='percent', max_length=7, verbose_name='of whom')),
                ('measure', models.CharField(max_length=30, verbose_name='best is the version with')),
                ('hours', models.PositiveSmallIntegerField(default=24, help_text='From when nearly all of the first letters have left', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(336)], verbose_name='hours at most')),
                ('chooser', models.CharField(choices=[('itself', 'by itself, as soon as one is surely better'), ('hand', 'by hand')], default='itself', max_length=6, verbose_name='the version for the others is chosen')),
                ('otherwise', models.CharField(choices=[('ask', 'ask the team'), ('best', 'send the one that leads')], default='ask', max_length=4, verbose_name='if nothing is settled by then')),
                ('versions', models.CharField(blank=True, help_text='Those of the moment of sending', max_length=5)),
                ('seed', models.CharField(blank=True, help_text='What the deal can be made again from', max_length=32)),
                ('counts', models.JSONField(blank=True, default=dict, help_text='Letters that left, once all have')),
                ('begun_at', models.DateTimeField(blank=True, help_text='When nearly all letters had left', null=True)),
                ('asked_at', models.DateTimeField(blank=True, help_text='When it fell to the team to decide', null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('how', models.CharField(blank=True, choices=[('rule', 'by itself: it is surely better'), ('time', 'the time was up'), ('hand', 'by hand')], max_length=4)),
                ('winner', models.CharField(blank=True, help_text='Empty where nobody waited for one', max_length=1)),
                ('found', models.JSONField(blank=True, default=dict, help_text='The figures at the decision')),
                ('released_at', models.DateTimeField(blank=True, help_text='When nobody waited any more', null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
