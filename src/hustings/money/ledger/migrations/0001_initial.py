import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import hustings.money.ledger.models.attachments
from django.conf import settings
from django.db import migrations, models
from hustings.money.ledger.database import OPERATIONS


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('elections', '0001_initial'),
        ('territories', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Books',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('candidate', 'candidate'), ('party', 'party'), ('association', 'association')], max_length=12, verbose_name='kept for')),
                ('currency', models.CharField(default='EUR', max_length=3, validators=[django.core.validators.RegexValidator('^[A-Z]{3}\\Z', 'Enter three capital letters, such as EUR.')], verbose_name='currency')),
                ('plan', models.CharField(help_text='The name of a plan', max_length=40, verbose_name='chart of accounts')),
                ('agent', models.CharField(max_length=150, verbose_name='financial agent')),
                ('agent_address', models.TextField(blank=True, max_length=300, verbose_name='agent’s address')),
                ('agent_declared_on', models.DateField(blank=True, null=True, verbose_name='agent declared on')),
                ('ceiling', models.BigIntegerField(blank=True, help_text='Minor units; of the constituency', null=True, verbose_name='spending limit')),
                ('filed_on', models.DateField(blank=True, help_text='Donations end on that day.', null=True, verbose_name='campaign account filed on')),
                ('registration', models.CharField(blank=True, help_text='In France the SIREN, if there is one.', max_length=30, verbose_name='registration number')),
                ('iban', models.CharField(blank=True, max_length=34, verbose_name='IBAN')),
                ('opened_on', models.DateField(verbose_name='first day')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('year_starts', models.PositiveSmallIntegerField(default=1, verbose_name='first month of the year')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('election', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.election', verbose_name='election')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'books',
                'verbose_name_plural': 'books',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('^[0-9A-Z]{2,20}\\Z', 'Enter digits and capital letters, without spaces.')], verbose_name='number')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('asset', 'assets'), ('liability', 'debts'), ('equity', 'equity'), ('income', 'income'), ('expense', 'expenses')], max_length=10, verbose_name='kind')),
                ('role', models.CharField(blank=True, choices=[('bank', 'bank'), ('cash', 'cash'), ('cheques', 'cheques to deposit'), ('transit', 'online payments on their way'), ('disputed', 'disputed payments'), ('gifts', 'donations'), ('dues', 'membership fees'), ('elected_dues', 'contributions of elected members'), ('loans', 'loans from people'), ('in_kind', 'contributions in kind'), ('in_kind_spent', 'contributions in kind used'), ('party', 'contributions of parties'), ('party_paid', 'costs paid by parties'), ('party_in_kind', 'contributions in kind of parties'), ('own_in_kind', 'contributions in kind of the candidate'), ('own', 'candidate’s own money'), ('fees', 'bank and payment fees'), ('to_refund', 'donations to refund'), ('suppliers', 'suppliers'), ('handed_over', 'surplus handed over')], max_length=14, verbose_name='used for')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('books', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='ledger.books', verbose_name='books')),
            ],
            options={
                'verbose_name': 'account',
                'verbose_name_plural': 'accounts',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveBigIntegerField(help_text='In the chain, from 1, without gaps')),
                ('at', models.DateTimeField()),
                ('digest', models.CharField(help_text='SHA-256 over this link and the one before', max_length=64)),
                ('journal', models.CharField(help_text='A code of the plan', max_length=10, verbose_name='journal')),
                ('on', models.DateField(verbose_name='date')),
                ('label', models.CharField(max_length=200, verbose_name='label')),
                ('reference', models.CharField(blank=True, help_text='Number of the invoice, slip or receipt', max_length=60, verbose_name='reference')),
                ('source', models.CharField(help_text='Deed that it records, such as donation:12:settled; once', max_length=100, null=True)),
                ('n_transfers', models.PositiveIntegerField(help_text='The database takes no more than these')),
                ('books', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ledger.books')),
                ('made_by', models.ForeignKey(db_constraint=False, db_index=False, help_text='The number stays when the account goes', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='posted by')),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='ledger.entry', verbose_name='reverses')),
            ],
            options={
                'verbose_name': 'entry',
                'verbose_name_plural': 'entries',
                'ordering': ['books', 'position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveBigIntegerField(help_text='In the chain, from 1, without gaps')),
                ('at', models.DateTimeField()),
                ('digest', models.CharField(help_text='SHA-256 over this link and the one before', max_length=64)),
                ('file', models.FileField(storage=hustings.money.ledger.models.attachments.private, upload_to=hustings.money.ledger.models.attachments.place)),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('kind', models.CharField(help_text='Its ending, checked against its bytes', max_length=5)),
                ('size', models.PositiveIntegerField(help_text='Bytes')),
                ('sha256', models.CharField(max_length=64)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(db_constraint=False, db_index=False, help_text='The number stays when the account goes', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by')),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('books', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='ledger.books')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='ledger.entry')),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
                'ordering': ['books', 'position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveBigIntegerField(help_text='In the chain, from 1, without gaps')),
                ('at', models.DateTimeField()),
                ('digest', models.CharField(help_text='SHA-256 over this link and the one before', max_length=64)),
                ('through', models.DateField(verbose_name='closed up to')),
                ('head', models.CharField(blank=True, max_length=64)),
                ('books', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='ledger.books')),
                ('made_by', models.ForeignKey(db_constraint=False, db_index=False, help_text='The number stays when the account goes', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='closed by')),
            ],
            options={
                'verbose_name': 'closed period',
                'verbose_name_plural': 'closed periods',
                'ordering': ['books', 'position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProofRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('n_entries', models.PositiveBigIntegerField()),
                ('head', models.CharField(help_text='Digest of the last entry', max_length=64)),
                ('fault', models.CharField(blank=True, max_length=300, verbose_name='problem')),
                ('books', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='ledger.books')),
            ],
            options={
                'verbose_name': 'proof',
                'verbose_name_plural': 'proofs',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(help_text='In its entry, from 1')),
                ('on', models.DateField(help_text="The entry's, for sums by day without its row")),
                ('amount', models.BigIntegerField(help_text="Minor units of the books' currency")),
                ('credit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='ledger.account')),
                ('debit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='debits', to='ledger.account')),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='ledger.entry')),
            ],
            options={
                'ordering': ['entry', 'position'],
            },
        ),
        migrations.AddConstraint(
            model_name='books',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='books_close_after_they_open'),
        ),
        migrations.AddConstraint(
            model_name='books',
            constraint=models.CheckConstraint(condition=models.Q(('ceiling', None), ('ceiling__gt', 0), _connector='OR'), name='books_ceiling_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='books',
            constraint=models.CheckConstraint(condition=models.Q(('year_starts__range', (1, 12))), name='year_of_books_starts_in_a_month'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(fields=('books', 'number'), name='one_account_per_number'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(condition=models.Q(('role', ''), _negated=True), fields=('books', 'role'), name='one_account_per_role'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['books', 'on', 'position'], name='entries_by_day'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('books', 'position'), name='one_entry_per_number'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('books', 'source'), name='one_entry_per_source'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('n_transfers__gte', 1)), name='entry_moves_something'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('books', 'position'), name='one_attachment_per_number'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.UniqueConstraint(fields=('books', 'position'), name='one_period_per_number'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.UniqueConstraint(fields=('books', 'through'), name='one_period_per_day'),
        ),
        migrations.AddIndex(
            model_name='proofrun',
            index=models.Index(fields=['books', '-id'], name='proofs_of_books'),
        ),
        migrations.AddIndex(
            model_name='transfer',
            index=models.Index(fields=['debit', 'on', 'entry', 'amount'], name='transfers_by_debit'),
        ),
        migrations.AddIndex(
            model_name='transfer',
            index=models.Index(fields=['credit', 'on', 'entry', 'amount'], name='transfers_by_credit'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.UniqueConstraint(fields=('entry', 'position'), name='one_transfer_per_position'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='transfer_moves_something'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('debit', models.F('credit')), _negated=True), name='transfer_leads_elsewhere'),
        ),
    ] + OPERATIONS
