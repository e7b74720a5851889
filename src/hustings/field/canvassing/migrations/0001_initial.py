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
        ('territories', '0001_initial'),
        ('turfs', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SharedBoard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shared_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='turfs.plan')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='WalkList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('public', models.BinaryField(help_text='Key by which phones seal answers')),
                ('sealed', models.BinaryField(help_text='Its private half, encrypted')),
                ('stops', models.JSONField(help_text='[{id, address, doors: [[key, stair, floor, label]], at?}], in order')),
                ('n_doors', models.PositiveIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('plan', models.ForeignKey(blank=True, help_text='Of its turf, or of the doors that are visited again', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='turfs.plan', verbose_name='turf plan')),
                ('turf', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='turfs.turf', verbose_name='turf')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scripts.version', verbose_name='script')),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'walk list',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='DoorContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.UUIDField(help_text='Of the conversation in the log', unique=True)),
                ('contact', models.OneToOneField(help_text='None: removed or erased since', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='contacts.contact')),
                ('person', models.ForeignKey(help_text='None: erased since', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='persons.person')),
                ('walk_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='canvassing.walklist')),
            ],
        ),
        migrations.CreateModel(
            name='DoorResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('building', hustings.foundation.lib.sql.key_fields.KeyField(max_length=40)),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(max_length=100)),
                ('counted_with', hustings.foundation.lib.sql.key_fields.KeyField(blank=True, help_text='Key of the door that it is', max_length=100)),
                ('is_added', models.BooleanField(default=False, help_text='Not on the list: found by walkers, or what one of its doors is by now')),
                ('is_parted', models.BooleanField(default=False, help_text='Has become other doors')),
                ('code', models.CharField(blank=True, choices=[('no_access', 'no access'), ('absent', 'nobody home'), ('come_back', 'come back'), ('refused', 'refused'), ('talked', 'talked'), ('no_return', 'do not come back')], max_length=10)),
                ('at', models.DateTimeField(null=True)),
                ('n_absent', models.PositiveSmallIntegerField(default=0)),
                ('n_talks', models.PositiveSmallIntegerField(default=0)),
                ('is_double', models.BooleanField(default=False, help_text="Talks of people who didn't know of each other")),
                ('wish', models.CharField(blank=True, choices=[('waits', 'open'), ('done', 'done'), ('gone', 'on another list')], help_text='That somebody comes back', max_length=5)),
                ('due_at', models.DateTimeField(help_text='From when on somebody may come back', null=True)),
                ('remark', models.CharField(blank=True, max_length=100)),
                ('walk_list', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='results', to='canvassing.walklist')),
            ],
            options={
                'ordering': ['building', 'key'],
                'indexes': [models.Index(fields=['building', 'walk_list'], name='results_of_building'), models.Index(condition=models.Q(('due_at__isnull', False)), fields=['walk_list', 'due_at'], name='doors_to_come_back_to'), models.Index(condition=models.Q(('is_double', True)), fields=['walk_list'], name='doors_talked_at_twice')],
                'constraints': [models.UniqueConstraint(fields=('walk_list', 'key'), name='one_result_of_a_door')],
            },
        ),
    ]
