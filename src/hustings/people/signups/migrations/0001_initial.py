import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('persons', '0001_initial'),
        ('territories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=254)),
                ('key', models.CharField(help_text="mailguard's Address.key", max_length=254)),
                ('given_name', models.CharField(blank=True, max_length=100)),
                ('family_name', models.CharField(blank=True, max_length=100)),
                ('phone', models.CharField(blank=True, help_text='E.164', max_length=16)),
                ('postcode', models.CharField(blank=True, max_length=12)),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], max_length=5)),
                ('consents', models.JSONField(default=dict, help_text='purpose -> id of the wording shown; those ticked only')),
                ('source', models.CharField(help_text='The page', max_length=200)),
                ('visitor', models.CharField(blank=True, help_text='Keyed digest of network address and day, for the rate limit', max_length=32)),
                ('came', models.JSONField(help_text='By what the visitor came: words of the campaign, and the site before', null=True)),
                ('form_key', models.CharField(help_text='Of the form shown and what was typed: twice the same is one', max_length=32, null=True)),
                ('requested_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sign_ups', to='persons.person')),
                ('recruiter', models.ForeignKey(blank=True, db_index=False, help_text='Whose link they came by', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to='territories.zone')),
            ],
            options={
                'indexes': [models.Index(fields=['key', 'requested_at'], name='sign_ups_by_address'), models.Index(fields=['visitor', 'requested_at'], name='sign_ups_by_visitor')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_sign_up_per_form')],
            },
        ),
    ]
