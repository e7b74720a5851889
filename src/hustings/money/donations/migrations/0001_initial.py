import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import hustings.money.donations.models.funds
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0001_initial'),
        ('payments', '0001_initial'),
        ('persons', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Donor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_name', models.CharField(max_length=100, verbose_name='given name')),
                ('family_name', models.CharField(max_length=100, verbose_name='family name')),
                ('key', models.CharField(editable=False, help_text='Folded names and birth date', max_length=230)),
                ('born_on', models.DateField(blank=True, null=True, verbose_name='birth date')),
                ('nationality', models.CharField(blank=True, help_text='Code of a country', max_length=2, verbose_name='nationality')),
                ('email', models.EmailField(blank=True, help_text='Receipts are sent there.', max_length=254, verbose_name='e-mail')),
                ('street', models.CharField(blank=True, max_length=200, verbose_name='tax address')),
                ('postcode', models.CharField(blank=True, max_length=20, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=100, verbose_name='city')),
                ('country', models.CharField(blank=True, help_text='Its code', max_length=2, verbose_name='country of residence')),
                ('sworn', models.JSONField(default=list, help_text='Words of legal.pack.DONORS that they swore to be')),
                ('sworn_at', models.DateTimeField(blank=True, null=True, verbose_name='declared')),
                ('kept_until', models.DateField(blank=True, help_text='By law; None: nothing was paid', null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='donor_facts', to='persons.person')),
            ],
            options={
                'verbose_name': 'donor',
                'verbose_name_plural': 'donors',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Fund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='address')),
                ('names', models.JSONField(default=dict, help_text='Language -> text', verbose_name='name')),
                ('intros', models.JSONField(blank=True, default=dict, help_text='Language -> text', verbose_name='introduction')),
                ('thanks', models.JSONField(blank=True, default=dict, help_text='Language -> text', verbose_name='thank-you text')),
                ('amounts', models.JSONField(default=hustings.money.donations.models.funds.amounts, help_text='In whole units of money', verbose_name='proposed amounts')),
                ('has_monthly', models.BooleanField(default=True, verbose_name='monthly donations')),
                ('goal', models.BigIntegerField(blank=True, help_text='Minor units', null=True, verbose_name='goal')),
                ('is_goal_shown', models.BooleanField(default=True, verbose_name='show what was received, and the goal')),
                ('shown_at', models.DateTimeField(blank=True, help_text='Since when its page is online', null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('books', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funds', to='ledger.books', verbose_name='books')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'fund',
                'verbose_name_plural': 'funds',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('gift', 'donation'), ('dues', 'membership fee'), ('office_dues', 'fee of an elected official'), ('in_kind', 'donation in kind'), ('loan', 'loan')], default='gift', max_length=12, verbose_name='kind')),
                ('means', models.CharField(choices=[('card', 'card'), ('transfer', 'bank transfer'), ('debit', 'direct debit'), ('cheque', 'cheque'), ('cash', 'cash'), ('goods', 'in kind')], max_length=10, verbose_name='means of payment')),
                ('amount', models.BigIntegerField(help_text="Minor units of the fund's currency", verbose_name='amount')),
                ('day', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(28)], verbose_name='day of the month')),
                ('next_on', models.DateField(verbose_name='next on')),
                ('n_failed', models.PositiveSmallIntegerField(default=0, help_text='Payments in a row')),
                ('retry_on', models.DateField(blank=True, help_text='After a failure; next_on stays', null=True)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='started')),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('paused_at', models.DateTimeField(blank=True, null=True, verbose_name='paused')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('donor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='donations.donor')),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='donations.fund', verbose_name='fund')),
                ('mandate', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='payments.mandate')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='donation_plans', to='persons.person')),
            ],
            options={
                'verbose_name': 'monthly donation',
                'verbose_name_plural': 'monthly donations',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Donation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('gift', 'donation'), ('dues', 'membership fee'), ('office_dues', 'fee of an elected official'), ('in_kind', 'donation in kind'), ('loan', 'loan')], default='gift', max_length=12, verbose_name='kind')),
                ('means', models.CharField(choices=[('card', 'card'), ('transfer', 'bank transfer'), ('debit', 'direct debit'), ('cheque', 'cheque'), ('cash', 'cash'), ('goods', 'in kind')], max_length=10, verbose_name='means of payment')),
                ('amount', models.BigIntegerField(help_text='Minor units', verbose_name='amount')),
                ('promised', models.BigIntegerField(blank=True, help_text='Minor units, where another amount came', null=True, verbose_name='promised')),
                ('refunded', models.BigIntegerField(default=0, help_text='Minor units; of a loan what was paid back', verbose_name='refunded')),
                ('currency', models.CharField(max_length=3, verbose_name='currency')),
                ('months', models.PositiveSmallIntegerField(default=0, help_text='Until it is paid back. Loans only.', verbose_name='months of the loan')),
                ('due_on', models.DateField(blank=True, help_text='Loans only', null=True, verbose_name='to pay back by')),
                ('goods', models.CharField(blank=True, max_length=200, verbose_name='given in kind')),
                ('state', models.CharField(choices=[('pledged', 'pledged'), ('pending', 'payment under way'), ('failed', 'failed'), ('expired', 'expired'), ('settled', 'received'), ('disputed', 'disputed'), ('refunded', 'refunded'), ('lost', 'taken back by the bank')], default='pledged', max_length=8, verbose_name='state')),
                ('given_on', models.DateField(help_text='Day that the rules of law count', verbose_name='date')),
                ('expires_at', models.DateTimeField(blank=True, help_text='While it is on its way', null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='received')),
                ('ended_at', models.DateTimeField(blank=True, help_text='Failed, expired, refunded or lost', null=True)),
                ('reference', models.CharField(blank=True, help_text='Number of the cheque, slip or transfer', max_length=60, verbose_name='reference')),
                ('source', models.CharField(blank=True, help_text='As persons.origins names it', max_length=200, verbose_name='source')),
                ('mailing', models.BigIntegerField(blank=True, help_text='Key of the mailing that it came of', null=True)),
                ('team', models.CharField(blank=True, max_length=100, verbose_name='team')),
                ('tribute', models.CharField(blank=True, max_length=150, verbose_name='in honour of')),
                ('came', models.JSONField(help_text='Words of the campaign, and the site before', null=True)),
                ('language', models.CharField(blank=True, help_text='Of the page; empty: entered by hand', max_length=5)),
                ('form_key', models.CharField(help_text='Of form and answers: twice is once', max_length=32, null=True)),
                ('visitor', models.CharField(blank=True, help_text='Keyed digest of network and day', max_length=32)),
                ('is_monthly', models.BooleanField(default=False, help_text='Promised for each month: a plan begins with it')),
                ('n_disputes', models.PositiveSmallIntegerField(default=0)),
                ('n_unsettled', models.PositiveSmallIntegerField(default=0, help_text="Times that its money was another's")),
                ('n_refunds_failed', models.PositiveSmallIntegerField(default=0)),
                ('mailed_at', models.DateTimeField(blank=True, help_text='Thanked by mail', null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='donations', to='persons.person', verbose_name='person')),
                ('referrer', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person', verbose_name='referred by')),
                ('replaced_by', models.ForeignKey(blank=True, db_index=False, help_text='The later promise that this one made room for', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaces', to='donations.donation')),
                ('donor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='donations', to='donations.donor', verbose_name='donor')),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='donations', to='donations.fund', verbose_name='fund')),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='donations', to='donations.plan')),
            ],
            options={
                'verbose_name': 'donation',
                'verbose_name_plural': 'donations',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='RefundProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField(help_text='Minor units', verbose_name='amount')),
                ('code', models.CharField(help_text='A key of legal.gift_sentences.REFUSALS', max_length=20)),
                ('rule', models.CharField(help_text='Key of the rule of law', max_length=60)),
                ('article', models.CharField(max_length=150, verbose_name='article')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='found')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('donation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='donations.donation')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'proposed refund',
                'verbose_name_plural': 'proposed refunds',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='donor',
            index=models.Index(fields=['key'], name='donors_by_key'),
        ),
        migrations.AddIndex(
            model_name='donor',
            index=models.Index(fields=['kept_until'], name='donors_by_end'),
        ),
        migrations.AddConstraint(
            model_name='fund',
            constraint=models.CheckConstraint(condition=models.Q(('goal', None), ('goal__gt', 0), _connector='OR'), name='fund_goal_is_positive'),
        ),
        migrations.AddIndex(
            model_name='plan',
            index=models.Index(condition=models.Q(('ended_at', None), ('paused_at', None)), fields=['next_on'], name='plans_due'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='plan_amount_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('day__range', (1, 28))), name='plan_day_is_in_each_month'),
        ),
        migrations.AddIndex(
            model_name='donation',
            index=models.Index(fields=['person', 'given_on'], name='donations_of_person'),
        ),
        migrations.AddIndex(
            model_name='donation',
            index=models.Index(fields=['fund', '-id'], name='donations_of_fund'),
        ),
        migrations.AddIndex(
            model_name='donation',
            index=models.Index(condition=models.Q(('visitor', ''), _negated=True), fields=['visitor', 'made_at'], name='donations_by_visitor'),
        ),
        migrations.AddIndex(
            model_name='donation',
            index=models.Index(condition=models.Q(('kind', 'loan'), ('state__in', ['settled', 'disputed'])), fields=['due_on'], name='loans_to_pay_back'),
        ),
        migrations.AddIndex(
            model_name='donation',
            index=models.Index(condition=models.Q(('state__in', ['pledged', 'pending'])), fields=['expires_at'], name='donations_on_their_way'),
        ),
        migrations.AddConstraint(
            model_name='donation',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='donation_amount_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='donation',
            constraint=models.CheckConstraint(condition=models.Q(('refunded__gte', 0), ('refunded__lte', models.F('amount'))), name='no_more_refunded_than_given'),
        ),
        migrations.AddConstraint(
            model_name='donation',
            constraint=models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_donation_per_form'),
        ),
        migrations.AddConstraint(
            model_name='refundproposal',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='proposal_amount_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='refundproposal',
            constraint=models.UniqueConstraint(condition=models.Q(('done_at', None), ('withdrawn_at', None)), fields=('donation',), name='one_open_proposal_per_donation'),
        ),
    ]
