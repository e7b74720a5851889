import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('delivery', '0001_initial'),
        ('mailings', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mailbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='User, host and folder', max_length=200, unique=True)),
                ('validity', models.BigIntegerField(default=0, help_text='UIDVALIDITY: another one, and all numbers change')),
                ('read_to', models.BigIntegerField(default=0, help_text='The last UID that was read')),
                ('read_at', models.DateTimeField(null=True)),
                ('problem', models.CharField(blank=True, choices=[('in_clear', 'This would send the password unencrypted. Use imaps:// or imap+tls://.'), ('failed', 'The mail server can’t be reached or refuses the connection')], max_length=8)),
                ('said', models.CharField(blank=True, default='', help_text='The words of the server', max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('bounces', 'hard bounces'), ('blocks', 'e-mails refused because of our reputation'), ('complaints', 'spam complaints'), ('leaving', 'unsubscribes')], max_length=10)),
                ('n', models.PositiveIntegerField()),
                ('n_letters', models.PositiveIntegerField()),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('waived_at', models.DateTimeField(blank=True, null=True)),
                ('mailing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alarms', to='mailings.mailing')),
                ('waived_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('waived_at', None)), fields=('mailing', 'kind'), name='one_open_alarm_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Bounce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='The same for the same message', max_length=64, unique=True)),
                ('kind', models.CharField(choices=[('bounce', 'bounced'), ('complaint', 'spam complaint'), ('delivered', 'delivered'), ('leave', 'unsubscribed by e-mail')], max_length=9)),
                ('severity', models.CharField(blank=True, choices=[('hard', 'hard bounce'), ('soft', 'soft bounce'), ('block', 'blocked by the provider')], max_length=5)),
                ('reason', models.CharField(blank=True, choices=[('unknown', 'The mailbox doesn’t exist'), ('closed', 'The mailbox is closed or no longer used'), ('no_domain', 'The domain doesn’t exist or accepts no e-mail'), ('full', 'The mailbox is full'), ('silent', 'The mail server can’t be reached'), ('busy', 'The mail server is overloaded or has an error'), ('loop', 'Mail loop: the address is forwarded incorrectly'), ('too_large', 'The e-mail is too large'), ('listed', 'Our mail server is blocklisted or has a bad reputation'), ('spam', 'Rejected as spam'), ('unproven', 'Sender authentication failed (SPF, DKIM, DMARC)'), ('too_many', 'Too many e-mails at a time'), ('policy', 'Against the provider’s policy'), ('unclear', 'No reason given'), ('complaint', 'The recipient reported it as spam')], max_length=9, verbose_name='reason')),
                ('status', models.CharField(blank=True, help_text='RFC 3463', max_length=11)),
                ('said', models.CharField(blank=True, help_text='The words of the server', max_length=300)),
                ('by', models.CharField(blank=True, help_text='The host or provider that says so', max_length=100)),
                ('source', models.CharField(help_text='By which way it came to us', max_length=20)),
                ('domain', models.CharField(help_text='Of the address that was written to', max_length=253)),
                ('happened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('applied_at', models.DateTimeField(null=True)),
                ('before', models.CharField(blank=True, help_text='What was known of the address until then', max_length=12)),
                ('forgiven_at', models.DateTimeField(help_text='The address is to be tried again', null=True)),
                ('taken_back_at', models.DateTimeField(help_text='It was a fault of the provider', null=True)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='returns', to='delivery.delivery')),
            ],
            options={
                'indexes': [models.Index(fields=['received_at', 'domain'], name='returns_lately'), models.Index(condition=models.Q(('applied_at', None)), fields=['id'], name='returns_waiting')],
            },
        ),
    ]
