import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('persons', '0001_initial'),
        ('territories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(help_text="SHA-256 of the cookie's secret", max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('email', models.ForeignKey(db_constraint=False, help_text='Undone imports remove addresses without a look at what hangs on them: no constraint', on_delete=django.db.models.deletion.CASCADE, related_name='devices', to='persons.email')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SignUp',
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
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='persons.person')),
                ('recruiter', models.ForeignKey(blank=True, db_index=False, help_text='Whose link they came by', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['key', 'asked_at'], name='signups_by_address'), models.Index(fields=['visitor', 'asked_at'], name='signups_by_visitor'), models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='signups_unconfirmed'), models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='signups_of_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_signup_per_form')],
            },
        ),
    ]
