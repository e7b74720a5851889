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
                ('domains', models.TextField(help_text='What stands after the @ of its addresses, one a line', max_length=5000, verbose_name='domains')),
                ('per_minute', models.PositiveIntegerField(blank=True, help_text='Empty: any number', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000)], verbose_name='letters a minute')),
                ('per_hour', models.PositiveIntegerField(blank=True, help_text='Empty: any number', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000)], verbose_name='letters an hour')),
                ('at_once', models.PositiveIntegerField(blank=True, help_text='On how many connections, of all workers together. Empty: on all', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000)], verbose_name='letters at once')),
            ],
            options={
                'verbose_name': 'limit for a provider',
                'verbose_name_plural': 'limits for providers',
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
                ('domain', models.CharField(help_text="What stands after the @ of the sender's address", max_length=253, unique=True, verbose_name='domain')),
                ('starts_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='first day')),
                ('first_day', models.PositiveIntegerField(default=500, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000)], verbose_name='letters the first day')),
                ('growth', models.PositiveSmallIntegerField(default=50, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(300)], verbose_name='more each day, in per cent')),
                ('enough', models.PositiveIntegerField(default=100000, help_text='From then on there is no limit', validators=[django.core.validators.MinValueValidator(1)], verbose_name='letters a day at which it ends')),
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
                ('state', models.CharField(choices=[('held', 'kept back'), ('queued', 'queued'), ('claimed', 'claimed by a worker'), ('sending', 'on the wire'), ('sent', 'handed over'), ('delivered', 'delivered'), ('bounced', 'came back'), ('complained', 'complained of'), ('failed', 'refused by the mail server'), ('skipped', 'left out'), ('unsure', 'unsure')], default='queued', max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('no_consent', 'No consent any more'), ('no_mail', 'They want no mail now'), ('off_topic', 'They want no mails of this topic'), ('no_address', 'No address that can be written to'), ('bad_address', 'The address can’t be used'), ('pressed', 'They got as many mails lately as anybody should'), ('revoked', 'No consent or address any more'), ('cancelled', 'The mailing was cancelled'), ('step_removed', 'Its step was removed'), ('left_sequence', 'They left the sequence'), ('sequence_ended', 'The sequence was ended'), ('deferred', 'The mail server asked for another try later'), ('refused', 'The mail server refused it'), ('worker_ended', 'The worker ended while the letter was on the wire'), ('cut_off', 'The connection ended in mid-letter'), ('counted', 'It was unsure; the team counted it as handed over'), ('unknown', 'There is no such mailbox'), ('closed', 'The mailbox is closed or no longer used'), ('no_domain', 'The domain does not exist or takes no mail'), ('full', 'The mailbox is full'), ('silent', 'The mail server can’t be reached'), ('busy', 'The mail server has no time or a fault'), ('loop', 'The mail goes in circles: an address is forwarded wrongly'), ('too_large', 'The letter is too large for them'), ('listed', 'Our mail server is on a blocklist or has a bad name with them'), ('spam', 'They take the letter for spam'), ('unproven', 'They miss proof that we are the sender (SPF, DKIM, DMARC)'), ('too_many', 'They want fewer letters at a time'), ('policy', 'A rule of theirs forbids it'), ('unclear', 'They don’t say why'), ('complaint', 'The reader complained of spam')], help_text='Why it was left out, refused or came back; of one that waits, see ``moments.reason``', max_length=300)),
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
