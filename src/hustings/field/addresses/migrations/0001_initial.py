import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('stations', '0001_initial'),
        ('territories', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AddressFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('problem', models.TextField(blank=True, help_text='As lib.text.said dumps it')),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('path', models.CharField(blank=True, help_text='In the private storage', max_length=200)),
                ('shape', models.JSONField(default=dict, help_text='As csv_records.Shape; without an encoding: a workbook')),
                ('columns', models.JSONField(default=list, help_text="The names of the columns, in the file's order")),
                ('state', models.CharField(choices=[('reading', 'being checked'), ('checked', 'checked'), ('running', 'running'), ('done', 'finished'), ('undoing', 'being undone'), ('undone', 'undone'), ('failed', 'stopped by an error')], default='reading', max_length=10)),
                ('failed_at', models.CharField(blank=True, help_text='The state that an error stopped', max_length=10)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('n_lines', models.PositiveIntegerField(default=0)),
                ('n_done', models.PositiveIntegerField(default=0, help_text='Lines read, or rows behind us')),
                ('counts', models.JSONField(default=dict, help_text='What the check, the run and the undoing came to')),
                ('source', models.CharField(choices=[('reu', 'electoral roll (REU)'), ('ban', 'national address database (BAN)'), ('bal', 'local address database (BAL)'), ('bdnb', 'national buildings database (BDNB)'), ('own', 'your own file'), ('hand', 'by hand')], max_length=4, verbose_name='kind')),
                ('places', models.JSONField(default=dict, help_text='Our columns and where each stands')),
                ('n_parts', models.PositiveSmallIntegerField(default=1, help_text='Parts that the buildings fall into')),
                ('at_part', models.PositiveSmallIntegerField(default=0, help_text='The part that is being worked on')),
                ('at_key', models.CharField(blank=True, help_text='The last building behind us in it', max_length=320)),
                ('stations', models.JSONField(default=list, help_text='Polling stations in it: code_number')),
                ('towns', models.JSONField(default=dict, help_text='Municipalities in it: code -> name')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'file of addresses',
                'verbose_name_plural': 'files of addresses',
                'ordering': ['-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('code', models.CharField(help_text='In France that of INSEE, of the arrondissement', max_length=12, primary_key=True, serialize=False, verbose_name='code')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('name_key', hustings.foundation.lib.sql.key_fields.KeyField(editable=False, help_text='The name as lists sort and compare it', max_length=200)),
                ('n_buildings', models.PositiveIntegerField(default=0, verbose_name='buildings')),
                ('n_homes', models.PositiveIntegerField(default=0, verbose_name='homes')),
                ('imported_at', models.DateTimeField(null=True, verbose_name='last import')),
                ('zone', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'municipality',
                'verbose_name_plural': 'municipalities',
                'ordering': ['name_key', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Building',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(blank=True, max_length=20, verbose_name='number')),
                ('street', models.CharField(blank=True, max_length=200, verbose_name='street')),
                ('number_key', hustings.foundation.lib.sql.key_fields.KeyField(editable=False, max_length=20)),
                ('address_key', hustings.foundation.lib.sql.key_fields.KeyField(editable=False, help_text='As lists sort and compare it', max_length=250)),
                ('postcode', models.CharField(blank=True, max_length=12, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=100, verbose_name='town')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                ('homes', models.PositiveIntegerField(blank=True, help_text='An estimate is enough. Turfs are sized by it.', null=True, verbose_name='homes')),
                ('homes_from', models.CharField(blank=True, choices=[('reu', 'electoral roll (REU)'), ('ban', 'national address database (BAN)'), ('bal', 'local address database (BAL)'), ('bdnb', 'national buildings database (BDNB)'), ('own', 'your own file'), ('hand', 'by hand')], max_length=4)),
                ('place_from', models.CharField(blank=True, choices=[('reu', 'electoral roll (REU)'), ('ban', 'national address database (BAN)'), ('bal', 'local address database (BAL)'), ('bdnb', 'national buildings database (BDNB)'), ('own', 'your own file'), ('hand', 'by hand')], max_length=4)),
                ('file_number', models.PositiveBigIntegerField(help_text='The only file that names it, whose undoing takes it away', null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(help_text='When somebody last changed it by hand', null=True)),
                ('merged_into', models.ForeignKey(db_index=False, editable=False, help_text='The building that it is, one step at most', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='addresses.building')),
                ('station', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='buildings', to='stations.station', verbose_name='polling station')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='buildings', to='addresses.municipality', verbose_name='municipality')),
            ],
            options={
                'verbose_name': 'building',
                'verbose_name_plural': 'buildings',
            },
        ),
        migrations.CreateModel(
            name='RefusedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Line of the file, from 1')),
                ('cells', models.JSONField(default=list)),
                ('reason', models.CharField(max_length=400)),
                ('said', models.JSONField(default=dict, help_text='What fills the places of the reason')),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='refused', to='addresses.addressfile')),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AddressBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('lines', 'Lines'), ('changes', 'Changes')], max_length=8)),
                ('part', models.PositiveSmallIntegerField()),
                ('packed', models.BinaryField()),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='addresses.addressfile')),
            ],
            options={
                'indexes': [models.Index(fields=['file', 'kind', 'part'], name='address_blocks_of_part')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merge', 'merged'), ('part', 'split'), ('undo', 'undone')], max_length=5)),
                ('old', models.CharField(help_text='The address or door, as it was called', max_length=300)),
                ('new', models.CharField(max_length=300)),
                ('moves', models.JSONField(default=list, help_text='[building or door, key, what it pointed to, what it points to]')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('building', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='addresses.building')),
                ('of', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undoing', to='addresses.correction')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'correction',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['building', '-id'], name='corrections_of_building')],
            },
        ),
        migrations.CreateModel(
            name='Door',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('stair', models.CharField(blank=True, max_length=40, verbose_name='staircase')),
                ('floor', models.CharField(blank=True, max_length=40, verbose_name='floor')),
                ('label', models.CharField(blank=True, max_length=60, verbose_name='door')),
                ('floor_order', models.SmallIntegerField(default=0, editable=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('building', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='doors', to='addresses.building')),
                ('merged_into', models.ForeignKey(db_index=False, editable=False, help_text='The door that it is, one step at most', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='addresses.door')),
            ],
            options={
                'verbose_name': 'door',
                'verbose_name_plural': 'doors',
                'ordering': ['stair', 'floor_order', 'label', 'id'],
                'indexes': [models.Index(fields=['building', 'stair', 'floor_order', 'label'], name='doors_of_building'), models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='doors_merged')],
            },
        ),
        migrations.AddIndex(
            model_name='municipality',
            index=models.Index(fields=['name_key', 'code'], name='municipalities_by_name'),
        ),
        migrations.AddIndex(
            model_name='building',
            index=models.Index(fields=['municipality', 'address_key', 'id'], name='buildings_by_address'),
        ),
        migrations.AddIndex(
            model_name='building',
            index=models.Index(fields=['address_key', 'id'], name='buildings_by_street'),
        ),
        migrations.AddIndex(
            model_name='building',
            index=models.Index(condition=models.Q(('station__isnull', False)), fields=['station'], name='buildings_by_station'),
        ),
        migrations.AddIndex(
            model_name='building',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='buildings_merged'),
        ),
        migrations.AddConstraint(
            model_name='refusedline',
            constraint=models.UniqueConstraint(fields=('file', 'number'), name='one_refusal_per_line'),
        ),
    ]
