import django.db.models.deletion
import django.utils.timezone
import hustings.money.expenses.models.documents
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0001_initial'),
        ('persons', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Payee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('key', models.CharField(editable=False, help_text='The name, folded', max_length=150)),
                ('is_person', models.BooleanField(default=False, verbose_name='a person')),
                ('address', models.TextField(blank=True, max_length=300, verbose_name='address')),
                ('registration', models.CharField(blank=True, help_text='In France the SIREN, if there is one.', max_length=30, verbose_name='registration number')),
                ('vat', models.CharField(blank=True, max_length=20, verbose_name='VAT number')),
                ('sealed_iban', models.TextField(blank=True, editable=False, help_text='Encrypted')),
                ('kept_until', models.DateField(blank=True, help_text='By law; None: nothing was invoiced', null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('books', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payees', to='ledger.books', verbose_name='books')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='payees', to='persons.person')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'payee',
                'verbose_name_plural': 'payees',
                'ordering': ['key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Expense',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('purchase', 'bought by the agent'), ('claim', 'advanced by somebody, to refund'), ('party', 'paid by a party'), ('own_kind', 'in kind, from the candidate'), ('party_kind', 'in kind, from a party')], default='purchase', max_length=10, verbose_name='borne as')),
                ('label', models.CharField(max_length=200, verbose_name='subject')),
                ('why', models.TextField(blank=True, max_length=1000, verbose_name='reason')),
                ('amount', models.BigIntegerField(help_text="Minor units of the books' currency", verbose_name='expected amount')),
                ('state', models.CharField(choices=[('asked', 'to decide'), ('approved', 'approved'), ('ordered', 'ordered'), ('invoiced', 'to pay'), ('paid', 'paid'), ('refused', 'refused'), ('cancelled', 'cancelled')], default='asked', max_length=9, verbose_name='state')),
                ('invoice_number', models.CharField(blank=True, max_length=60, verbose_name='invoice number')),
                ('invoice_key', models.CharField(blank=True, help_text='Letters and digits of the number', max_length=60)),
                ('invoice_on', models.DateField(blank=True, null=True, verbose_name='invoice date')),
                ('invoiced', models.BigIntegerField(blank=True, help_text='Minor units', null=True, verbose_name='invoiced')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='to pay by')),
                ('paid', models.BigIntegerField(default=0, help_text='Minor units; sum of its settlements', verbose_name='paid')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expenses', to='ledger.account', verbose_name='account heading')),
                ('books', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expenses', to='ledger.books', verbose_name='books')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('payee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expenses', to='expenses.payee', verbose_name='payee')),
            ],
            options={
                'verbose_name': 'expense',
                'verbose_name_plural': 'expenses',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('two_from', models.BigIntegerField(blank=True, help_text='Minor units; None: one is enough', null=True, verbose_name='two people decide from')),
                ('tolerance', models.PositiveSmallIntegerField(default=0, help_text='Percent above what was approved', verbose_name='excess of a refund')),
                ('books', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='spending_policy', to='ledger.books')),
            ],
            options={
                'verbose_name': 'spending policy',
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='paid on')),
                ('means', models.CharField(choices=[('transfer', 'bank transfer'), ('card', 'card'), ('cheque', 'cheque'), ('debit', 'direct debit'), ('cash', 'cash')], default='transfer', max_length=10, verbose_name='means of payment')),
                ('amount', models.BigIntegerField(help_text='Minor units', verbose_name='amount')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='line of the bank statement')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expense', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settlements', to='expenses.expense')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'to decide'), ('approved', 'approved'), ('ordered', 'ordered'), ('invoiced', 'to pay'), ('paid', 'paid'), ('refused', 'refused'), ('cancelled', 'cancelled')], max_length=9, verbose_name='step')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('expense', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='expenses.expense')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Allotment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField(help_text='Minor units', verbose_name='budget')),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='allotment', to='ledger.account')),
                ('books', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='allotments', to='ledger.books')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='allotment_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('quote', 'quote'), ('invoice', 'invoice or receipt'), ('proof', 'proof of payment'), ('other', 'other')], max_length=7, verbose_name='kind')),
                ('file', models.FileField(storage=hustings.money.expenses.models.documents.private, upload_to=hustings.money.expenses.models.documents.place)),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('ending', models.CharField(help_text='Checked against its bytes', max_length=5)),
                ('size', models.PositiveIntegerField(help_text='Bytes')),
                ('sha256', models.CharField(max_length=64)),
                ('seller', models.CharField(blank=True, max_length=150, verbose_name='supplier')),
                ('amount', models.BigIntegerField(blank=True, help_text='Minor units; of a quote', null=True, verbose_name='amount')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('expense', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='expenses.expense')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['expense', 'kind'], name='documents_of_expense')],
            },
        ),
        migrations.AddIndex(
            model_name='payee',
            index=models.Index(fields=['kept_until'], name='payees_by_end'),
        ),
        migrations.AddConstraint(
            model_name='payee',
            constraint=models.UniqueConstraint(condition=models.Q(('is_person', False)), fields=('books', 'key'), name='one_supplier_per_name'),
        ),
        migrations.AddConstraint(
            model_name='payee',
            constraint=models.UniqueConstraint(condition=models.Q(('user', None), _negated=True), fields=('books', 'user'), name='one_payee_per_user'),
        ),
        migrations.AddIndex(
            model_name='expense',
            index=models.Index(fields=['books', '-id'], name='expenses_of_books'),
        ),
        migrations.AddIndex(
            model_name='expense',
            index=models.Index(fields=['made_by', '-id'], name='expenses_of_asker'),
        ),
        migrations.AddConstraint(
            model_name='expense',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='expense_amount_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='expense',
            constraint=models.CheckConstraint(condition=models.Q(('invoiced', None), ('invoiced__gt', 0), _connector='OR'), name='expense_invoice_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='expense',
            constraint=models.CheckConstraint(condition=models.Q(('paid__gte', 0), models.Q(('invoiced', None), ('paid__lte', models.F('invoiced')), _connector='OR')), name='no_more_paid_than_invoiced'),
        ),
        migrations.AddConstraint(
            model_name='expense',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('invoice_key', ''), _negated=True), models.Q(('state', 'cancelled'), _negated=True)), fields=('payee', 'invoice_key'), name='an_invoice_once'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='settlement_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'approved')), fields=('expense', 'by'), name='one_approval_per_person'),
        ),
    ]
