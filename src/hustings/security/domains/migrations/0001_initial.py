import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=254, unique=True, verbose_name='address')),
                ('holder', models.CharField(blank=True, max_length=120, verbose_name='owner')),
                ('service', models.CharField(blank=True, max_length=80, verbose_name='service')),
                ('factor', models.CharField(blank=True, choices=[('key', 'passkey or security key'), ('app', 'app with codes'), ('sms', 'text message'), ('none', 'none'), ('', 'not known')], max_length=10, verbose_name='two-factor authentication')),
                ('forwards_to', models.CharField(blank=True, help_text='Addresses that receive a copy, separated by spaces', max_length=500, verbose_name='forwards to')),
                ('keeps_days', models.PositiveIntegerField(blank=True, help_text='Leave blank for never. What is deleted can’t leak', null=True, verbose_name='delete e-mails after (days)')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='checked on')),
                ('ended_at', models.DateTimeField(help_text='When it was taken off the list', null=True)),
            ],
            options={
                'verbose_name': 'team account',
                'ordering': ['address'],
            },
        ),
        migrations.CreateModel(
            name='Domain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=253, unique=True, verbose_name='domain')),
                ('selectors', models.CharField(blank=True, help_text='Separated by spaces. Ours and the common ones are always checked', max_length=300, verbose_name='DKIM selectors')),
                ('sends_mail', models.BooleanField(default=True, help_text='If not, no one can send in its name', verbose_name='this domain sends e-mail')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('looked_at', models.DateTimeField(null=True)),
                ('worst', models.PositiveSmallIntegerField(help_text='The worst grade of the last look', null=True)),
                ('findings', models.JSONField(default=list, help_text='Of the last look: subject, grade, text, fix …')),
                ('policy', models.CharField(blank=True, help_text='p= of its DMARC record at the last look', max_length=20)),
                ('hosts', models.JSONField(default=list, help_text='Its mail servers at the last look')),
                ('records', models.JSONField(default=dict, help_text='SPF, DMARC and consent at the last look, as lists of texts')),
                ('problem', models.CharField(blank=True, help_text='Why it could not be looked at', max_length=300)),
                ('sts_mode', models.CharField(blank=True, choices=[('', 'no policy'), ('testing', 'testing: senders only report failures'), ('enforce', 'enforce: senders deliver encrypted or not at all'), ('none', 'none: senders forget the policy')], default='', max_length=10, verbose_name='mode')),
                ('sts_hosts', models.TextField(blank=True, help_text='One per line, as in the MX records; *.example.org covers subdomains', max_length=2000, verbose_name='mail servers (MX)')),
                ('sts_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='how long senders remember it (days)')),
                ('sts_id', models.CharField(blank=True, help_text='Another whenever the policy changes', max_length=32)),
            ],
            options={
                'verbose_name': 'own domain',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('validity', models.BigIntegerField(default=0)),
                ('read_to', models.BigIntegerField(default=0)),
                ('read_at', models.DateTimeField(null=True)),
                ('problem', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Known',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=100, unique=True, verbose_name='address or host')),
                ('is_ours', models.BooleanField(verbose_name='sends for us')),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='owner')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('dmarc', 'senders in our name (DMARC)'), ('failure', 'failed message (DMARC)'), ('tls', 'encryption of incoming e-mail (TLS)')], max_length=10)),
                ('key', models.CharField(help_text='SHA-256 of kind, reporter, number, domain', max_length=64, unique=True)),
                ('reporter', models.CharField(max_length=200, verbose_name='reporter')),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('policy', models.CharField(blank=True, help_text='p= as the receiver saw it', max_length=20)),
                ('n_good', models.PositiveBigIntegerField(default=0, help_text='Letters that pass, or sessions with TLS')),
                ('n_bad', models.PositiveBigIntegerField(default=0)),
                ('read_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('domain', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='domains.domain')),
            ],
            options={
                'ordering': ['-ends_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Sent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(help_text='An IP address, or a host', max_length=100)),
                ('name', models.CharField(blank=True, help_text='Whose it is, as far as is known', max_length=200)),
                ('n', models.PositiveBigIntegerField()),
                ('spf', models.BooleanField(default=False, help_text='Passed, and for our domain')),
                ('dkim', models.BooleanField(default=False, help_text='Passed, and for our domain')),
                ('disposition', models.CharField(blank=True, max_length=20)),
                ('why', models.CharField(blank=True, help_text='Of TLS and failures: what failed', max_length=200)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='domains.report')),
            ],
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['domain', 'kind', 'begins_at'], name='reports_of_domain'),
        ),
        migrations.AddIndex(
            model_name='sent',
            index=models.Index(fields=['source'], name='sent_by_source'),
        ),
    ]
