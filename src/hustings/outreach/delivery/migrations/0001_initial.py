import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from hustings.outreach.delivery.database import OPERATIONS


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('mailings', '0001_initial'),
        ('persons', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Destination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='name')),
                ('domains', models.TextField(help_text='The part after the @, one per line.', max_length=5000, verbose_name='domains')),
                ('per_minute', models.PositiveIntegerField(blank=True, help_text='Leave blank for no limit.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000)], verbose_name='e-mails per minute')),
                ('per_hour', models.PositiveIntegerField(blank=True, help_text='Leave blank for no limit.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000)], verbose_name='e-mails per hour')),
                ('at_once', models.PositiveIntegerField(blank=True, help_text='Connections to this provider at the same time, over all workers. Leave blank for no limit.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000)], verbose_name='connections')),
            ],
            options={
                'verbose_name': 'sending limit',
                'verbose_name_plural': 'sending limits',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Pace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=255, unique=True)),
                ('minute', models.DateTimeField(null=True)),
                ('n_minute', models.PositiveIntegerField(default=0)),
                ('hour', models.DateTimeField(null=True)),
                ('n_hour', models.PositiveIntegerField(default=0)),
                ('day', models.DateField(null=True)),
                ('n_day', models.PositiveIntegerField(default=0)),
                ('held_until', models.DateTimeField(db_index=True, null=True)),
                ('n_holds', models.PositiveSmallIntegerField(default=0)),
                ('said', models.CharField(blank=True, default='', max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Warmup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domain', models.CharField(help_text='The part after the @ of the sender’s address.', max_length=253, unique=True, verbose_name='domain')),
                ('starts_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='first day')),
                ('first_day', models.PositiveIntegerField(default=500, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000)], verbose_name='e-mails on the first day')),
                ('growth', models.PositiveSmallIntegerField(default=50, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(300)], verbose_name='daily increase (%%)')),
                ('enough', models.PositiveIntegerField(default=100000, help_text='No limit once it is reached.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='final number of e-mails per day')),
            ],
            options={
                'verbose_name': 'warm-up plan',
                'verbose_name_plural': 'warm-up plans',
                'ordering': ['domain'],
            },
        ),
        migrations.CreateModel(
            name='WorkerLease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=64)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('on_wire', models.TextField(default='', help_text='Numbers of the deliveries that have left and have no answer yet')),
                ('handed_over', models.TextField(default='', help_text='Numbers of those that the server took, and that are not yet marked so')),
            ],
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(db_default=1, default=1)),
                ('address', models.CharField(max_length=254)),
                ('state', models.CharField(choices=[('held', 'waiting for the winner'), ('queued', 'queued'), ('claimed', 'preparing'), ('sending', 'sending'), ('sent', 'sent'), ('delivered', 'delivered'), ('bounced', 'bounced'), ('complained', 'spam complaint'), ('failed', 'refused by the mail server'), ('skipped', 'excluded'), ('unsure', 'unknown')], default='queued', max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('no_consent', 'No consent'), ('no_mail', 'Do not contact, or paused'), ('off_topic', 'Unsubscribed from this topic'), ('no_address', 'No working e-mail address'), ('bad_address', 'Invalid address'), ('pressed', 'Limit of e-mails per person reached'), ('revoked', 'Consent or address was removed'), ('cancelled', 'The mailing was cancelled'), ('step_removed', 'Its step was removed'), ('left_sequence', 'Left the sequence'), ('sequence_ended', 'The sequence was ended'), ('deferred', 'The mail server asked to try again later'), ('refused', 'The mail server refused it'), ('worker_ended', 'The worker stopped during sending'), ('cut_off', 'The connection was lost during sending'), ('counted', 'Was unknown; the team counted it as sent'), ('unknown', 'The mailbox doesn’t exist'), ('closed', 'The mailbox is closed or no longer used'), ('no_domain', 'The domain doesn’t exist or accepts no e-mail'), ('full', 'The mailbox is full'), ('silent', 'The mail server can’t be reached'), ('busy', 'The mail server is overloaded or has an error'), ('loop', 'Mail loop: the address is forwarded incorrectly'), ('too_large', 'The e-mail is too large'), ('listed', 'Our mail server is blocklisted or has a bad reputation'), ('spam', 'Rejected as spam'), ('unproven', 'Sender authentication failed (SPF, DKIM, DMARC)'), ('too_many', 'Too many e-mails at a time'), ('policy', 'Against the provider’s policy'), ('unclear', 'No reason given'), ('complaint', 'The recipient reported it as spam')], help_text='Why it was left out, refused or came back; of one that waits, see ``moments.reason``', max_length=300)),
                ('said', models.CharField(blank=True, db_default='', default='', help_text='The words of a server, to the reason', max_length=300)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('version', models.CharField(blank=True, db_default='', default='', help_text='In a test; empty: the first', max_length=1)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('slot_at', models.DateTimeField(blank=True, help_text='For when its place among those to its destination was given out', null=True)),
                ('provider_id', models.CharField(blank=True, help_text='What the provider that took it calls it', max_length=200, null=True)),
                ('unsubscribed_at', models.DateTimeField(blank=True, help_text='By the link in this letter', null=True)),
                ('disowned_at', models.DateTimeField(blank=True, help_text='The reader is somebody else', null=True)),
                ('mailing', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='mailings.mailing')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='persons.person')),
                ('carrier', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='delivery.workerlease')),
            ],
            options={
                'verbose_name': 'delivery',
                'verbose_name_plural': 'deliveries',
                'indexes': [models.Index(fields=['mailing', 'state', 'due_at'], name='deliveries_due'), models.Index(condition=models.Q(('sent_at__isnull', False)), fields=['person', 'sent_at', 'mailing'], name='deliveries_lately'), models.Index(condition=models.Q(('unsubscribed_at__isnull', False)), fields=['mailing'], name='deliveries_unsubscribed'), models.Index(condition=models.Q(('provider_id__isnull', False)), fields=['provider_id'], name='deliveries_of_providers')],
                'constraints': [models.UniqueConstraint(fields=('person', 'mailing', 'round'), name='one_delivery_a_round')],
            },
        ),
    ] + OPERATIONS
