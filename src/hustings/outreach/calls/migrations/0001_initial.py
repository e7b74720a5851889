import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contacts', '0001_initial'),
        ('persons', '0001_initial'),
        ('scripts', '0001_initial'),
        ('segments', '0001_initial'),
        ('territories', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('tries', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='calls before giving up')),
                ('rest_hours', models.PositiveSmallIntegerField(default=20, help_text='To the same person or number, on all lists', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours between two calls')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('filled_at', models.DateTimeField(blank=True, null=True)),
                ('grounds', models.JSONField(default=dict, help_text='Key of a ground -> official codes of one of its places')),
                ('law', models.CharField(blank=True, help_text='Digest of the rules that tell grounds apart', max_length=64)),
                ('first_segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='segments.segment', verbose_name='call these first')),
                ('script', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scripts.script', verbose_name='script')),
                ('segment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_lists', to='segments.segment', verbose_name='people to call')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, help_text='Only people of this territory', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'call list',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Callee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', hustings.foundation.lib.sql.key_fields.KeyField(help_text='In E.164: the one that will be rung', max_length=16)),
                ('ground', models.CharField(help_text='Places alike to the law: see grounds.py', max_length=12)),
                ('priority', models.SmallIntegerField(default=0)),
                ('pressure', models.PositiveSmallIntegerField(default=0, help_text='Contacts in 30 days, all channels')),
                ('shuffle', models.IntegerField(default=0)),
                ('n_tries', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('call_back_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('end', models.CharField(blank=True, choices=[('tries', 'called often enough'), ('no', 'wants no calls'), ('barred', 'number on a do-not-call list'), ('no_number', 'no working number'), ('left', 'no longer in the segment'), ('reached', 'talked'), ('left_message', 'left a message'), ('no_answer', 'no answer'), ('call_back', 'asked to be called back'), ('refused', "doesn't want to talk"), ('wrong', 'wrong number or address'), ('moved', 'has moved'), ('deceased', 'has died')], max_length=14)),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('claim', models.UUIDField(null=True, unique=True)),
                ('rung_at', models.DateTimeField(blank=True, null=True)),
                ('claimed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='callees', to='persons.person')),
                ('zone', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone')),
                ('call_list', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='callees', to='calls.calllist')),
            ],
            options={
                'verbose_name': 'person to call',
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim', models.UUIDField(unique=True)),
                ('began_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('rung_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end', models.CharField(blank=True, choices=[('noted', 'result noted'), ('released', 'given back'), ('lapsed', 'page closed'), ('called', 'called by somebody else'), ('forbidden', 'not to be called')], max_length=10)),
                ('outcome', models.CharField(blank=True, choices=[('reached', 'talked'), ('left_message', 'left a message'), ('no_answer', 'no answer'), ('call_back', 'asked to be called back'), ('refused', "doesn't want to talk"), ('wrong', 'wrong number or address'), ('moved', 'has moved'), ('deceased', 'has died')], max_length=14)),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='contacts.contact')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='persons.person')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('callee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='calls', to='calls.callee')),
                ('call_list', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='calls.calllist')),
            ],
            options={
                'verbose_name': 'call',
                'ordering': ['-began_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='NumberFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='list')),
                ('file', models.CharField(max_length=200, verbose_name='file')),
                ('as_of', models.DateField(default=django.utils.timezone.localdate, verbose_name='as of')),
                ('read_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('n', models.PositiveIntegerField(default=0, verbose_name='numbers')),
                ('n_unread', models.PositiveIntegerField(default=0, verbose_name='lines that are no numbers')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'do-not-call list',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='BarredNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', hustings.foundation.lib.sql.key_fields.KeyField(max_length=16)),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='numbers', to='calls.numberfile')),
            ],
        ),
        migrations.AddIndex(
            model_name='callee',
            index=models.Index(condition=models.Q(('claimed_by', None), ('done_at', None), ('call_back_at', None)), fields=['call_list', 'pressure', '-priority', 'shuffle', 'id'], name='callees_in_turn'),
        ),
        migrations.AddIndex(
            model_name='callee',
            index=models.Index(condition=models.Q(('claimed_by', None), ('done_at', None), ('call_back_at__isnull', False)), fields=['call_list', 'call_back_at', 'id'], name='callees_to_call_back'),
        ),
        migrations.AddIndex(
            model_name='callee',
            index=models.Index(condition=models.Q(('claimed_by', None), ('done_at', None)), fields=['call_list', 'ground', 'due_at'], name='callees_due'),
        ),
        migrations.AddIndex(
            model_name='callee',
            index=models.Index(condition=models.Q(('claimed_by__isnull', False)), fields=['claimed_until'], name='callees_held'),
        ),
        migrations.AddIndex(
            model_name='callee',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['number'], name='callees_by_number'),
        ),
        migrations.AddConstraint(
            model_name='callee',
            constraint=models.UniqueConstraint(fields=('call_list', 'person'), name='one_place_per_call_list'),
        ),
        migrations.AddConstraint(
            model_name='callee',
            constraint=models.UniqueConstraint(condition=models.Q(('claimed_by__isnull', False)), fields=('claimed_by',), name='one_call_per_caller'),
        ),
        migrations.AddConstraint(
            model_name='callee',
            constraint=models.UniqueConstraint(condition=models.Q(('claimed_by__isnull', False)), fields=('person',), name='one_caller_per_person'),
        ),
        migrations.AddConstraint(
            model_name='callee',
            constraint=models.UniqueConstraint(condition=models.Q(('claimed_by__isnull', False)), fields=('number',), name='one_caller_per_number'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['call_list', 'began_at'], name='calls_of_list'),
        ),
        migrations.AddIndex(
            model_name='barrednumber',
            index=models.Index(fields=['file'], name='barred_numbers_of_file'),
        ),
        migrations.AddConstraint(
            model_name='barrednumber',
            constraint=models.UniqueConstraint(fields=('number', 'file'), name='one_barred_number_per_file'),
        ),
    ]
