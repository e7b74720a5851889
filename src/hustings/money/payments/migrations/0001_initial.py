import django.db.models.deletion
import django.utils.timezone
import hustings.money.payments.models.payments
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Names its file of keys', unique=True)),
                ('provider', models.CharField(choices=[('stripe', 'Stripe'), ('helloasso', 'HelloAsso'), ('sepa', 'SEPA direct debit'), ('transfer', 'bank transfer'), ('cheque', 'cheques'), ('cash', 'cash')], max_length=10, verbose_name='provider')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=10, help_text='The lowest number is proposed first.', verbose_name='order')),
                ('settings', models.JSONField(default=dict, help_text='Nothing secret')),
                ('test_mode', models.BooleanField(default=False, verbose_name='test mode: no real money')),
                ('off_at', models.DateTimeField(blank=True, null=True, verbose_name='turned off')),
                ('held_at', models.DateTimeField(blank=True, help_text='Put back from a backup: charges by mandates wait for a person', null=True)),
                ('rests_until', models.DateTimeField(blank=True, help_text='After failures in a row', null=True)),
                ('n_failed', models.PositiveSmallIntegerField(default=0, help_text='In a row')),
                ('asked_at', models.DateTimeField(blank=True, help_text='Up to here the provider was asked what webhooks lost', null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('books', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='channels', to='ledger.books', verbose_name='books')),
            ],
            options={
                'verbose_name': 'payment channel',
                'verbose_name_plural': 'payment channels',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=35, unique=True)),
                ('amount', models.BigIntegerField(help_text='Minor units', verbose_name='amount')),
                ('n', models.PositiveIntegerField(verbose_name='items')),
                ('on', models.DateField(help_text='Collection', verbose_name='date')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('fetched_at', models.DateTimeField(blank=True, help_text='Downloaded for the bank', null=True)),
                ('posted_at', models.DateTimeField(blank=True, help_text='The bank has collected it', null=True)),
                ('n_taken_back', models.PositiveSmallIntegerField(default=0, help_text='Tells one collection from the next')),
                ('voided_at', models.DateTimeField(blank=True, help_text='The bank did not get it', null=True)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='payments.channel', verbose_name='channel')),
            ],
            options={
                'verbose_name': 'direct debit file',
                'verbose_name_plural': 'direct debit files',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=35, unique=True, verbose_name='mandate reference')),
                ('customer_id', models.CharField(blank=True, help_text="The provider's name of the payer", max_length=80)),
                ('method_id', models.CharField(blank=True, help_text="The provider's name of the card", max_length=80)),
                ('holder', models.CharField(blank=True, max_length=70, verbose_name='account holder')),
                ('iban', models.TextField(blank=True, help_text='Encrypted')),
                ('iban_end', models.CharField(blank=True, max_length=4)),
                ('bic', models.CharField(blank=True, max_length=11)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(blank=True, max_length=10)),
                ('signed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='signed')),
                ('n_used', models.PositiveIntegerField(default=0)),
                ('last_used_on', models.DateField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='payments.channel', verbose_name='channel')),
            ],
            options={
                'verbose_name': 'mandate',
                'verbose_name_plural': 'mandates',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(default=hustings.money.payments.models.payments.number, max_length=16, unique=True, verbose_name='number')),
                ('purpose', models.CharField(max_length=60)),
                ('label', models.CharField(max_length=120, verbose_name='for')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('name', models.CharField(blank=True, max_length=140, verbose_name='payer')),
                ('language', models.CharField(blank=True, max_length=10)),
                ('amount', models.BigIntegerField(help_text='Minor units', verbose_name='amount')),
                ('promised', models.BigIntegerField(blank=True, help_text='Minor units, where another amount came', null=True, verbose_name='promised')),
                ('refunded', models.BigIntegerField(default=0, help_text='Minor units', verbose_name='refunded')),
                ('fee', models.BigIntegerField(default=0, help_text='Minor units, as the provider told', verbose_name='fee')),
                ('currency', models.CharField(max_length=3, verbose_name='currency')),
                ('state', models.CharField(choices=[('created', 'begun'), ('pending', 'under way'), ('settled', 'received'), ('failed', 'failed'), ('expired', 'expired'), ('refunded', 'refunded'), ('disputed', 'disputed'), ('lost', 'taken back by the bank')], default='created', max_length=8, verbose_name='state')),
                ('is_monthly', models.BooleanField(default=False, help_text='A mandate for later months is asked for')),
                ('n_unsettled', models.PositiveSmallIntegerField(default=0, help_text='Tells one arrival from the next')),
                ('is_surplus', models.BooleanField(default=False, help_text='The purpose was paid already: refund it')),
                ('provider_id', models.CharField(blank=True, help_text='What the provider calls it', max_length=100)),
                ('url', models.TextField(blank=True, help_text='Where the payer pays; empty where nothing is left to do')),
                ('back', models.TextField(blank=True, help_text='Where the payer comes back to')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begun')),
                ('mailed_at', models.DateTimeField(blank=True, help_text='Notice of a direct debit', null=True)),
                ('expires_at', models.DateTimeField(blank=True, help_text='While it is on its way', null=True)),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='received')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='payments.batch')),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='payments.channel', verbose_name='channel')),
                ('mandate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='payments.mandate')),
            ],
            options={
                'verbose_name': 'payment',
                'verbose_name_plural': 'payments',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event_id', models.CharField(max_length=120)),
                ('kind', models.CharField(help_text="The provider's word", max_length=60)),
                ('facts', models.JSONField(default=list)),
                ('happened_at', models.DateTimeField(help_text='As the provider says')),
                ('came_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('is_found', models.BooleanField(default=False, help_text='Asked for: the webhook was lost or late')),
                ('done_at', models.DateTimeField(null=True)),
                ('n_tried', models.PositiveSmallIntegerField(default=0)),
                ('problem', models.CharField(blank=True, help_text='Why it has no effect yet', max_length=300)),
                ('channel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='payments.channel')),
                ('payment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='payments.payment')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider_id', models.CharField(max_length=100)),
                ('state', models.CharField(choices=[('open', 'open'), ('won', 'won'), ('lost', 'lost')], default='open', max_length=4)),
                ('amount', models.BigIntegerField(help_text='Minor units')),
                ('answer_by', models.DateTimeField(blank=True, null=True, verbose_name='answer before')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('payment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='payments.payment')),
            ],
            options={
                'verbose_name': 'dispute',
                'verbose_name_plural': 'disputes',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Payout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider_id', models.CharField(max_length=100, verbose_name='number')),
                ('amount', models.BigIntegerField(help_text='Minor units, as the provider told', verbose_name='amount')),
                ('gross', models.BigIntegerField(default=0, help_text='Payments less refunds and disputes in it')),
                ('fees', models.BigIntegerField(default=0, verbose_name='fees')),
                ('on', models.DateField(verbose_name='date')),
                ('posted_at', models.DateTimeField(blank=True, null=True)),
                ('failed_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payouts', to='payments.channel', verbose_name='channel')),
            ],
            options={
                'verbose_name': 'payout',
                'verbose_name_plural': 'payouts',
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='payment',
            name='payout',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='payments', to='payments.payout'),
        ),
        migrations.CreateModel(
            name='Refund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider_id', models.CharField(blank=True, help_text='Empty: the bank or a person sent it', max_length=100)),
                ('amount', models.BigIntegerField(help_text='Minor units', verbose_name='amount')),
                ('on', models.DateField(verbose_name='date')),
                ('is_by_hand', models.BooleanField(default=False, help_text="A transfer of the treasurer's")),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('failed_at', models.DateTimeField(blank=True, help_text='The money is here again', null=True)),
                ('closed_at', models.DateTimeField(blank=True, help_text='A person dealt with the failure', null=True)),
                ('made_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('payment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='payments.payment')),
            ],
            options={
                'verbose_name': 'refund',
                'verbose_name_plural': 'refunds',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('amount', models.BigIntegerField(help_text='Minor units', verbose_name='amount')),
                ('n', models.PositiveIntegerField(verbose_name='items')),
                ('on', models.DateField(verbose_name='date')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('posted_at', models.DateTimeField(blank=True, help_text='The bank has it', null=True)),
                ('n_taken_back', models.PositiveSmallIntegerField(default=0, help_text='Tells one deposit from the next')),
                ('voided_at', models.DateTimeField(blank=True, help_text='Its number stays', null=True)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='payments.channel', verbose_name='channel')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'deposit slip',
                'verbose_name_plural': 'deposit slips',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='payment',
            name='slip',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='payments', to='payments.slip'),
        ),
        migrations.AddIndex(
            model_name='mandate',
            index=models.Index(fields=['email'], name='mandates_by_email'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['id'], name='events_to_do'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('channel', 'event_id'), name='one_event_per_number'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.UniqueConstraint(fields=('payment', 'provider_id'), name='one_dispute_per_number'),
        ),
        migrations.AddConstraint(
            model_name='payout',
            constraint=models.UniqueConstraint(fields=('channel', 'provider_id'), name='one_payout_per_number'),
        ),
        migrations.AddIndex(
            model_name='refund',
            index=models.Index(fields=['payment'], name='refunds_of_payment'),
        ),
        migrations.AddIndex(
            model_name='refund',
            index=models.Index(condition=models.Q(('closed_at', None), ('failed_at__isnull', False)), fields=['failed_at'], name='refunds_to_make_anew'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='refund_amount_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.UniqueConstraint(condition=models.Q(('provider_id', ''), _negated=True), fields=('payment', 'provider_id'), name='one_refund_per_number'),
        ),
        migrations.AddConstraint(
            model_name='slip',
            constraint=models.UniqueConstraint(fields=('channel', 'number'), name='one_slip_per_number'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['channel', 'provider_id'], name='payments_by_provider'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['channel', '-id'], name='payments_of_channel'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(condition=models.Q(('state__in', ['created', 'pending'])), fields=['expires_at'], name='payments_on_the_way'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['email'], name='payments_by_email'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='payment_amount_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(('refunded__gte', 0), ('refunded__lte', models.F('amount'))), name='no_more_refunded_than_paid'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['created', 'pending'])), fields=('purpose',), name='one_payment_on_its_way'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.UniqueConstraint(condition=models.Q(('is_surplus', False), ('state__in', ['settled', 'disputed', 'refunded', 'lost'])), fields=('purpose',), name='one_payment_per_purpose'),
        ),
    ]
