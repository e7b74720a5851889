import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('groups', '0001_initial'),
        ('ledger', '0001_initial'),
        ('persons', '0001_initial'),
        ('territories', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('unit', models.CharField(choices=[('piece', 'piece'), ('kilo', 'kilo')], default='piece', max_length=5, verbose_name='sold by the')),
                ('step', models.PositiveIntegerField(default=1, help_text='Grams of weighed goods; 1 for pieces', verbose_name='ordered in steps of (grams)')),
                ('price', models.BigIntegerField(help_text='Minor units, of a piece or a kilo', verbose_name='price, VAT included')),
                ('vat', models.PositiveIntegerField(default=550, help_text='Basis points', verbose_name='VAT')),
                ('deposit', models.BigIntegerField(default=0, help_text='Minor units, of a step', verbose_name='deposit')),
                ('case', models.PositiveIntegerField(default=0, help_text='Pieces or grams; 0: sold one by one', verbose_name='only in cases of')),
                ('stock', models.PositiveIntegerField(blank=True, help_text='Pieces or grams; none: no limit', null=True, verbose_name='available per sale')),
                ('wanted', models.PositiveBigIntegerField(default=0, editable=False, help_text='Pieces or grams ordered')),
                ('spare', models.PositiveBigIntegerField(default=0, editable=False, help_text='Would be taken to fill a case')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'ordering': ['producer__name', 'name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Basket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='In its sale, from 1', verbose_name='slip')),
                ('placed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('dropped_at', models.DateTimeField(blank=True, help_text='Emptied by its member', null=True)),
                ('goods', models.BigIntegerField(default=0, help_text='Minor units, VAT included, as corrected')),
                ('vat', models.BigIntegerField(default=0)),
                ('deposits', models.BigIntegerField(default=0)),
                ('fees', models.BigIntegerField(default=0, help_text='Added to the goods')),
                ('paid', models.BigIntegerField(default=0, help_text='Minor units that came, without what went back')),
                ('carried', models.BigIntegerField(default=0, help_text='Minor units taken over from earlier baskets')),
                ('moved', models.BigIntegerField(default=0, help_text='Minor units taken over by a later basket')),
                ('picked_at', models.DateTimeField(blank=True, null=True, verbose_name='picked up')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='hive_baskets', to='persons.person')),
            ],
            options={
                'verbose_name': 'basket',
                'verbose_name_plural': 'baskets',
                'ordering': ['number', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Hive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='address')),
                ('about', models.TextField(blank=True, max_length=2000, verbose_name='description')),
                ('place', models.CharField(max_length=200, verbose_name='pick-up place')),
                ('least_members', models.PositiveIntegerField(default=0, verbose_name='members needed to open')),
                ('least_producers', models.PositiveIntegerField(default=0, verbose_name='producers needed to open')),
                ('needed_kind', models.CharField(blank=True, help_text='A kind of producers', max_length=10, verbose_name='of them at least one')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('opened_at', models.DateTimeField(blank=True, editable=False, help_text='First sale allowed', null=True)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('books', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hives', to='ledger.books', verbose_name='books')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='hives', to='groups.localgroup', verbose_name='local group')),
                ('host', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='hosted_hives', to='persons.person', verbose_name='host')),
                ('income', models.ForeignKey(help_text='Fees', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
                ('made_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owed', models.ForeignKey(help_text='What members owe', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
                ('owing', models.ForeignKey(help_text='What producers get', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'buying group',
                'verbose_name_plural': 'buying groups',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.PositiveIntegerField(help_text='Pieces or grams')),
                ('more', models.PositiveIntegerField(default=0, help_text='As much more would be taken to fill a case')),
                ('is_kept', models.BooleanField(default=False, help_text='Carried on to the next sale if it fails')),
                ('got', models.PositiveIntegerField(blank=True, help_text='Pieces or grams; none: still open', null=True)),
                ('why', models.CharField(blank=True, help_text='A reason of the closing', max_length=8)),
                ('basket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='hives.basket')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='hives.offer')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Producer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('market', 'market gardener'), ('fruit', 'fruit grower'), ('meat', 'meat and fish'), ('dairy', 'dairy and eggs'), ('bread', 'bread and cakes'), ('grocery', 'groceries and drinks'), ('print', 'print shop'), ('other', 'other')], max_length=10, verbose_name='kind')),
                ('about', models.TextField(blank=True, max_length=2000, verbose_name='description')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='town')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail for orders')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('papers_until', models.DateField(blank=True, help_text='Insurance and registrations: the earliest date.', null=True, verbose_name='papers valid until')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'producer',
                'verbose_name_plural': 'producers',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='producer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hives.producer'),
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('unit', models.CharField(choices=[('piece', 'piece'), ('kilo', 'kilo')], default='piece', max_length=5, verbose_name='sold by the')),
                ('step', models.PositiveIntegerField(default=1, help_text='Grams of weighed goods; 1 for pieces', verbose_name='ordered in steps of (grams)')),
                ('price', models.BigIntegerField(help_text='Minor units, of a piece or a kilo', verbose_name='price, VAT included')),
                ('vat', models.PositiveIntegerField(default=550, help_text='Basis points', verbose_name='VAT')),
                ('deposit', models.BigIntegerField(default=0, help_text='Minor units, of a step', verbose_name='deposit')),
                ('case', models.PositiveIntegerField(default=0, help_text='Pieces or grams; 0: sold one by one', verbose_name='only in cases of')),
                ('stock', models.PositiveIntegerField(blank=True, help_text='Pieces or grams; none: no limit', null=True, verbose_name='available per sale')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('producer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='products', to='hives.producer')),
            ],
            options={
                'verbose_name': 'product',
                'verbose_name_plural': 'products',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='product',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='offers', to='hives.product'),
        ),
        migrations.CreateModel(
            name='Sale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens_at', models.DateTimeField(verbose_name='orders from')),
                ('closes_at', models.DateTimeField(verbose_name='orders until')),
                ('pickup_from', models.DateTimeField(verbose_name='pick-up from')),
                ('pickup_until', models.DateTimeField(verbose_name='pick-up until')),
                ('enough', models.BigIntegerField(default=0, help_text='Minor units ordered at which it closes early; 0: never', verbose_name='close early at')),
                ('least', models.BigIntegerField(default=0, help_text='Minor units below which nothing is delivered', verbose_name='minimum of the whole sale')),
                ('least_basket', models.BigIntegerField(default=0, help_text='Minor units', verbose_name='minimum of a basket')),
                ('ordered', models.BigIntegerField(default=0, editable=False, help_text='Minor units in baskets so far')),
                ('n_baskets', models.PositiveIntegerField(default=0, editable=False, help_text='The last slip number given')),
                ('told_at', models.DateTimeField(blank=True, editable=False, help_text='Members were written to', null=True)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('is_fallen', models.BooleanField(default=False, editable=False, help_text='Its minimum was missed')),
                ('hive', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sales', to='hives.hive')),
            ],
            options={
                'verbose_name': 'sale',
                'verbose_name_plural': 'sales',
                'ordering': ['-pickup_from', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='sale',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='hives.sale'),
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed'), ('changed', 'Changed'), ('order', 'Order')], max_length=7)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.person')),
                ('producer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hives.producer')),
                ('sale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='hives.sale')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('least_amount', models.BigIntegerField(default=0, help_text='Minor units')),
                ('least_steps', models.PositiveIntegerField(default=0)),
                ('reached', models.BigIntegerField(default=0, help_text='Minor units ordered when it was decided')),
                ('fell_in', models.PositiveIntegerField(default=0, help_text='Round in which they left; 0: they come')),
                ('goods', models.BigIntegerField(default=0, help_text='Minor units, VAT included, as corrected')),
                ('vat', models.BigIntegerField(default=0)),
                ('deposits', models.BigIntegerField(default=0)),
                ('fees', models.BigIntegerField(default=0, help_text='Taken from what they get')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='paid')),
                ('producer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='hives.producer')),
                ('sale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='hives.sale')),
            ],
            options={
                'ordering': ['producer__name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='basket',
            name='sale',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='baskets', to='hives.sale'),
        ),
        migrations.CreateModel(
            name='Supply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('least_amount', models.BigIntegerField(default=0, help_text='Minor units, VAT included, without deposits', verbose_name='minimum order')),
                ('least_steps', models.PositiveIntegerField(default=0, verbose_name='minimum number of items')),
                ('km', models.PositiveIntegerField(blank=True, null=True, verbose_name='distance in km')),
                ('cancel_notice', models.PositiveIntegerField(default=30, verbose_name='notice for a cancelled delivery, in days')),
                ('end_notice', models.PositiveIntegerField(default=60, verbose_name='notice to stop, in days')),
                ('since_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='since')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('hive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supplies', to='hives.hive')),
                ('producer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supplies', to='hives.producer', verbose_name='producer')),
            ],
            options={
                'ordering': ['producer__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='note')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('producer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='hives.producer')),
            ],
            options={
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('is_accepted', models.BooleanField(default=False)),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hives_offered', to='persons.person')),
                ('was', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('hive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hand_overs', to='hives.hive')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('hive',), name='one_open_hand_over_of_hive')],
            },
        ),
        migrations.CreateModel(
            name='Fee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('points', models.PositiveIntegerField(help_text='Basis points of the turnover without VAT', verbose_name='share')),
                ('is_added', models.BooleanField(default=False, verbose_name='added to the baskets; else taken from what producers get')),
                ('from_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='first day')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('hive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fees', to='hives.hive')),
            ],
            options={
                'verbose_name': 'fee',
                'ordering': ['from_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('points__gt', 0), ('points__lte', 5000)), name='hive_fee_is_a_share'), models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR'), name='hive_fee_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='HiveBar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(help_text='Keyed hash of that and the address', max_length=64)),
                ('disowned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('hive', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='barred', to='hives.hive')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('hive', 'fingerprint'), name='one_bar_per_hive_and_mailbox')],
            },
        ),
        migrations.CreateModel(
            name='HiveJoining',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=254, verbose_name='e-mail')),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(help_text="mailguard's Address.key", max_length=254)),
                ('given_name', models.CharField(blank=True, max_length=100, verbose_name='given name')),
                ('family_name', models.CharField(blank=True, max_length=100, verbose_name='family name')),
                ('postcode', models.CharField(blank=True, max_length=12, verbose_name='postcode')),
                ('phone', models.CharField(blank=True, help_text='E.164', max_length=16)),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], max_length=5)),
                ('consents', models.JSONField(default=dict, help_text='purpose -> id of the wording shown; those ticked')),
                ('source', models.CharField(max_length=200, verbose_name='page')),
                ('came', models.JSONField(help_text='Words of the campaign, and the site before', null=True)),
                ('ref', models.CharField(blank=True, help_text='The link of a letter, as the form had it', max_length=100)),
                ('visitor', models.CharField(blank=True, help_text='Keyed digest of network and day', max_length=32)),
                ('form_key', models.CharField(help_text='Of form and answers: twice is once', max_length=32, null=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent')),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('hive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='joinings', to='hives.hive')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='persons.person')),
                ('zone', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'joining',
                'verbose_name_plural': 'joinings',
                'abstract': False,
                'indexes': [models.Index(fields=['key', 'asked_at'], name='hivejoinings_by_address'), models.Index(fields=['visitor', 'asked_at'], name='hivejoinings_by_visitor'), models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='hivejoinings_unconfirmed'), models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='hivejoinings_of_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('form_key',), name='one_hivejoining_per_form')],
            },
        ),
        migrations.CreateModel(
            name='Adjustment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('weight', 'weighed'), ('missing', 'missing'), ('spoilt', 'spoilt')], max_length=7, verbose_name='kind')),
                ('was', models.PositiveIntegerField(help_text='Pieces or grams before')),
                ('now', models.PositiveIntegerField(help_text='Pieces or grams after')),
                ('amount', models.BigIntegerField(help_text='Minor units by which the basket changed')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adjustments', to='hives.line')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('was', models.F('now')), _negated=True), name='adjustment_changes_something')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='joined')),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('hive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='hives.hive')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hive_memberships', to='persons.person')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('hive', 'person'), name='one_live_membership_of_hive')],
            },
        ),
        migrations.AddConstraint(
            model_name='line',
            constraint=models.UniqueConstraint(fields=('basket', 'offer'), name='one_line_per_offer'),
        ),
        migrations.AddConstraint(
            model_name='line',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='line_orders_something'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('price__gt', 0)), name='product_price_above_zero'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('step__gt', 0)), name='product_step_above_zero'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('unit', 'piece'), _negated=True), ('step', 1), _connector='OR'), name='product_piece_by_piece'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('vat__lte', 10000)), name='product_vat_is_share'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('deposit__gte', 0)), name='product_deposit_not_below_zero'),
        ),
        migrations.AddIndex(
            model_name='sale',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['closes_at'], name='sales_to_close'),
        ),
        migrations.AddConstraint(
            model_name='sale',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__lt', models.F('closes_at')), ('pickup_from__lt', models.F('pickup_until')), ('closes_at__lte', models.F('pickup_from'))), name='sale_times_in_order'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('stock', None), ('stock__gte', django.db.models.expressions.CombinedExpression(models.F('wanted'), '+', models.F('spare'))), _connector='OR'), name='offer_not_oversold'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('price__gt', 0)), name='offer_price_above_zero'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('step__gt', 0)), name='offer_step_above_zero'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('unit', 'piece'), _negated=True), ('step', 1), _connector='OR'), name='offer_piece_by_piece'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('vat__lte', 10000)), name='offer_vat_is_share'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('deposit__gte', 0)), name='offer_deposit_not_below_zero'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('mailed_at', None)), fields=['sale'], name='hive_notices_waiting'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('mailed_at', None)), fields=('sale', 'kind', 'person'), name='one_waiting_hive_notice'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('person', None), ('producer', None), _connector='XOR'), name='hive_notice_has_one_reader'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('sale', 'producer'), name='one_delivery_of_producer'),
        ),
        migrations.AddConstraint(
            model_name='basket',
            constraint=models.UniqueConstraint(fields=('sale', 'number'), name='one_basket_per_slip'),
        ),
        migrations.AddConstraint(
            model_name='basket',
            constraint=models.UniqueConstraint(fields=('sale', 'person'), name='one_basket_per_member'),
        ),
        migrations.AddConstraint(
            model_name='basket',
            constraint=models.CheckConstraint(condition=models.Q(('paid__gte', 0)), name='basket_paid_not_below_zero'),
        ),
        migrations.AddConstraint(
            model_name='supply',
            constraint=models.UniqueConstraint(fields=('hive', 'producer'), name='one_supply_of_producer'),
        ),
    ]
