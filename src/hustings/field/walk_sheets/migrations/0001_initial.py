import django.db.models.deletion
import django.utils.timezone
import hustings.field.walk_sheets.models.sheets
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('addresses', '0001_initial'),
        ('scripts', '0001_initial'),
        ('sync', '0001_initial'),
        ('territories', '0001_initial'),
        ('turfs', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('streets', models.CharField(help_text='Street, or its first words. Put several on a line each.', max_length=200, verbose_name='street')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='addresses.municipality', verbose_name='municipality')),
                ('script', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='scripts.script', verbose_name='script')),
                ('turf', models.ForeignKey(help_text='None of streets, or once it is cut anew', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='turfs.turf')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(help_text='Of its turf', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone')),
            ],
            options={
                'verbose_name': 'walk sheet',
            },
        ),
        migrations.CreateModel(
            name='SheetVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('layout', models.JSONField(help_text='See paper/layouts.py')),
                ('word', models.CharField(default=hustings.field.walk_sheets.models.sheets.new_word, help_text='Its corner codes are checked by it', max_length=16)),
                ('printed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('paper', models.ForeignKey(help_text='It notes in the log of a walk list', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='sync.handset')),
                ('script_version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scripts.version')),
                ('sheet', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='walk_sheets.sheet')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('picture', models.BinaryField(help_text='As it came; once read, the page laid flat', null=True)),
                ('walked_on', models.DateField(verbose_name='day')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('page', models.PositiveSmallIntegerField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('problem', models.CharField(blank=True, help_text='Reason of Unreadable', max_length=10)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='walk_sheets.sheetversion')),
            ],
            options={
                'verbose_name': 'photo',
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveSmallIntegerField()),
                ('door', models.CharField(max_length=100)),
                ('question', models.CharField(max_length=10)),
                ('choice', models.CharField(max_length=10)),
                ('state', models.CharField(choices=[('ticked', 'ticked'), ('empty', 'not ticked'), ('doubtful', 'to be checked')], max_length=8)),
                ('reason', models.CharField(blank=True, help_text='Why it was doubtful', max_length=6)),
                ('x', models.PositiveSmallIntegerField(help_text='Middle on the flat page, in dots')),
                ('y', models.PositiveSmallIntegerField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('photo', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='walk_sheets.photo')),
            ],
            options={
                'verbose_name': 'box that was read',
                'ordering': ['row', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('photo', 'row', 'question', 'choice'), name='one_reading_of_a_box')],
            },
        ),
        migrations.AddConstraint(
            model_name='sheet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('municipality', None), ('zone__isnull', False)), models.Q(('municipality__isnull', False), ('turf', None), ('zone', None)), _connector='OR'), name='sheet_of_streets_or_turf'),
        ),
        migrations.AddConstraint(
            model_name='sheetversion',
            constraint=models.UniqueConstraint(fields=('sheet', 'number'), name='one_version_of_sheet_per_number'),
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(fields=['version', 'page'], name='photos_of_page'),
        ),
    ]
