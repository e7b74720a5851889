import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('persons', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PageLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wish', models.CharField(choices=[('open', 'open the personal page'), ('address', 'confirm a new address'), ('told', 'announce an address added by the team')], db_default='open', default='open', max_length=8)),
                ('address', models.CharField(help_text='Where it was sent', max_length=254)),
                ('digest', models.CharField(help_text="SHA-256 of the link's secret", max_length=64, unique=True)),
                ('onward', models.CharField(blank=True, help_text='Path to go on to; see onward.py', max_length=200)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='page_links', to='persons.person')),
            ],
        ),
        migrations.CreateModel(
            name='PageRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wish', models.CharField(choices=[('open', 'open the personal page'), ('address', 'confirm a new address'), ('told', 'announce an address added by the team')], default='open', max_length=8)),
                ('address', models.CharField(help_text='As typed; empty once answered', max_length=254)),
                ('digest', models.CharField(help_text='Keyed digest of the address', max_length=64)),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], max_length=5)),
                ('visitor', models.CharField(blank=True, help_text='Keyed digest of network and day', max_length=32)),
                ('onward', models.CharField(blank=True, help_text='Path to go on to; see onward.py', max_length=200)),
                ('requested_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(help_text='Whose page it is, where that was known when it was asked for', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='page_requests', to='persons.person')),
            ],
            options={
                'indexes': [models.Index(fields=['digest', 'requested_at'], name='page_requests_by_address'), models.Index(fields=['visitor', 'requested_at'], name='page_requests_by_visitor')],
            },
        ),
    ]
