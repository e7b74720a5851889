import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0001_initial'),
        ('payments', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='file')),
                ('n_new', models.PositiveIntegerField(default=0, verbose_name='new lines')),
                ('n_known', models.PositiveIntegerField(default=0)),
                ('came_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='imported')),
                ('books', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='ledger.books', verbose_name='books')),
                ('came_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bank statement',
                'verbose_name_plural': 'bank statements',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='StatementLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='By it the same line is known again', max_length=64)),
                ('on', models.DateField(verbose_name='date')),
                ('amount', models.BigIntegerField(help_text='Minor units; below zero where money left', verbose_name='amount')),
                ('currency', models.CharField(max_length=3)),
                ('name', models.CharField(blank=True, max_length=140, verbose_name='name')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='text')),
                ('end_to_end', models.CharField(blank=True, max_length=35)),
                ('is_return', models.BooleanField(default=False, help_text='A direct debit or cheque that came back')),
                ('matched_at', models.DateTimeField(blank=True, null=True)),
                ('n_matched', models.PositiveSmallIntegerField(default=0, help_text='Tells one match from the next')),
                ('set_aside_at', models.DateTimeField(blank=True, help_text='No payment: entered in the books by hand', null=True)),
                ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.batch')),
                ('books', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='ledger.books')),
                ('matched_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('payment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.payment')),
                ('payout', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.payout')),
                ('refund', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.refund')),
                ('slip', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.slip')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='banking.statement')),
            ],
            options={
                'verbose_name': 'line',
                'verbose_name_plural': 'lines',
                'ordering': ['-on', '-pk'],
                'indexes': [models.Index(condition=models.Q(('batch', None), ('payment', None), ('payout', None), ('refund', None), ('set_aside_at', None), ('slip', None)), fields=['books', '-on', '-id'], name='lines_to_match')],
                'constraints': [models.UniqueConstraint(fields=('books', 'key'), name='one_line_per_key'), models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='line_moves_something')],
            },
        ),
    ]
