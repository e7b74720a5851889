import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import hustings.money.receipts.models.series
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('donations', '0001_initial'),
        ('ledger', '0001_initial'),
        ('persons', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('numbering', models.CharField(choices=[('own', 'our own, one after another'), ('authority', 'those that the authority gave us')], max_length=9, verbose_name='numbers')),
                ('span', models.CharField(choices=[('payment', 'for each payment'), ('year', 'for the payments of a year')], default='payment', max_length=7, verbose_name='one receipt')),
                ('prefix', models.CharField(blank=True, help_text='Our own numbers only.', max_length=10, validators=[django.core.validators.RegexValidator('^[0-9A-Za-z/.-]*\\Z', 'Only letters, digits, hyphens, dots and slashes.')], verbose_name='begins with')),
                ('is_yearly', models.BooleanField(default=False, help_text='Our own numbers only: 2026-000001.', verbose_name='begin again each year')),
                ('since', models.DateField(help_text='Earlier ones have their receipts from elsewhere.', verbose_name='for donations since')),
                ('is_mailed', models.BooleanField(default=True, help_text='With a link to the receipt.', verbose_name='tell donors by e-mail')),
                ('signer', models.CharField(blank=True, help_text='Else the agent.', max_length=150, verbose_name='signed by')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('books', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipt_series', to='ledger.books', verbose_name='books')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'series of receipts',
                'verbose_name_plural': 'series of receipts',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('n_all', models.PositiveIntegerField(default=0, help_text='Donations without a receipt when it began')),
                ('n_seen', models.PositiveIntegerField(default=0, help_text='Of them looked at')),
                ('n_issued', models.PositiveIntegerField(default=0, help_text='Receipts')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('failure', models.CharField(blank=True, help_text='numbers: there were none left', max_length=20)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='receipts.series')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='NumberRange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefix', models.CharField(blank=True, max_length=20, validators=[django.core.validators.RegexValidator('^[0-9A-Za-z/.-]*\\Z', 'Only letters, digits, hyphens, dots and slashes.')], verbose_name='begins with')),
                ('first', models.BigIntegerField(verbose_name='first number')),
                ('last', models.BigIntegerField(verbose_name='last number')),
                ('width', models.PositiveSmallIntegerField(help_text='Digits, with zeros before them')),
                ('received_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='received on')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ranges', to='receipts.series')),
            ],
            options={
                'verbose_name': 'numbers received',
                'verbose_name_plural': 'numbers received',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.ImageField(storage=hustings.money.receipts.models.series.private, upload_to=hustings.money.receipts.models.series.place, verbose_name='picture of the signature')),
                ('sha256', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='receipts.series')),
            ],
            options={
                'verbose_name': 'signature',
                'verbose_name_plural': 'signatures',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(help_text='In which its number was given')),
                ('n', models.BigIntegerField(help_text='Its number within the series (of the year), or within the range')),
                ('number', models.CharField(max_length=40, verbose_name='number')),
                ('name', models.CharField(blank=True, max_length=201, verbose_name='donor')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(max_length=10)),
                ('facts', models.JSONField(default=dict, help_text='All that it says; empty once the law lets go of it')),
                ('total', models.BigIntegerField(help_text='Minor units', verbose_name='amount')),
                ('currency', models.CharField(max_length=3, verbose_name='currency')),
                ('given_in', models.PositiveSmallIntegerField(verbose_name='year of the donations')),
                ('reduces_tax', models.BooleanField(verbose_name='reduces income tax')),
                ('digest', models.CharField(help_text='SHA-256 over number, amount and facts', max_length=64)),
                ('issued_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='issued')),
                ('issued_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='void since')),
                ('why_void', models.CharField(blank=True, choices=[('refunded', 'donation refunded or taken back'), ('details', 'wrong details'), ('mistake', 'made out by mistake'), ('spoilt', 'spoilt form'), ('other', 'other')], max_length=9, verbose_name='reason')),
                ('void_note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('given', models.ForeignKey(blank=True, db_index=False, help_text='Range of an authority that its number is from', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='receipts.numberrange')),
                ('issued_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='receipts', to='persons.person', verbose_name='person')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='receipts.receipt')),
                ('voided_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='receipts.series')),
                ('signature', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receipts.signature')),
            ],
            options={
                'verbose_name': 'receipt',
                'verbose_name_plural': 'receipts',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Print',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n', models.PositiveIntegerField(help_text='1 for the original')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, db_index=False, help_text='None: the donor', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handed out by')),
                ('receipt', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='prints', to='receipts.receipt')),
            ],
            options={
                'ordering': ['receipt', 'n'],
                'constraints': [models.UniqueConstraint(fields=('receipt', 'n'), name='one_print_per_number')],
            },
        ),
        migrations.CreateModel(
            name='ReceiptItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField(help_text='Minor units: of the gift what was left then')),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('donation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='receipt_items', to='donations.donation')),
                ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='receipts.receipt')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('released_at', None)), fields=('donation',), name='one_receipt_per_donation')],
            },
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('books',), name='one_live_series'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.CheckConstraint(condition=models.Q(('numbering', 'own'), models.Q(('prefix', ''), ('is_yearly', False)), _connector='OR'), name='only_own_numbers_are_shaped'),
        ),
        migrations.AddConstraint(
            model_name='numberrange',
            constraint=models.CheckConstraint(condition=models.Q(('first__gte', 0), ('last__gte', models.F('first'))), name='range_of_numbers_goes_up'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(condition=models.Q(('given', None)), fields=('series', 'year', 'n'), name='one_receipt_per_own_number'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(condition=models.Q(('given__isnull', False)), fields=('given', 'n'), name='one_receipt_per_given_number'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('series', 'number'), name='one_receipt_per_written_number'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.CheckConstraint(condition=models.Q(('total__gt', 0)), name='receipt_amount_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.CheckConstraint(condition=models.Q(('voided_at', None), models.Q(('why_void', ''), _negated=True), _connector='OR'), name='void_receipt_says_why'),
        ),
    ]
