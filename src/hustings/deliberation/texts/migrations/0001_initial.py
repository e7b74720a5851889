import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('consultations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Text',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('draft', models.JSONField(help_text='Blocks of a file that was read and is not published', null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('phase', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='discussed_text', to='consultations.phase')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'text',
                'verbose_name_plural': 'texts',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deed', models.CharField(choices=[('words', 'other words'), ('remove', 'remove a passage'), ('put', 'add or move a passage')], default='words', max_length=8)),
                ('block', models.CharField(blank=True, max_length=40)),
                ('start', models.PositiveIntegerField(default=0)),
                ('end', models.PositiveIntegerField(default=0)),
                ('words', models.TextField(blank=True)),
                ('blocks', models.JSONField(default=list, help_text='Of whole blocks: keys, or [key, text, kind, level, label]')),
                ('state', models.CharField(choices=[('open', 'open'), ('accepted', 'accepted'), ('refused', 'refused'), ('moot', 'already in the text'), ('conflict', 'overtaken by another change')], default='open', max_length=10, verbose_name='state')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('why', models.TextField(blank=True, verbose_name='reason')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='amendment', to='consultations.item')),
                ('over', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inner', to='texts.amendment')),
                ('user', models.ForeignKey(blank=True, help_text='Who decided', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('text', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='texts.text')),
            ],
            options={
                'verbose_name': 'amendment',
                'verbose_name_plural': 'amendments',
            },
        ),
        migrations.CreateModel(
            name='TextVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=1)),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('why', models.TextField(blank=True, verbose_name='what changed, and why')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('text', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='texts.text')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
                'ordering': ['-number'],
            },
        ),
        migrations.AddField(
            model_name='text',
            name='version',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='texts.textversion'),
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fate', models.CharField(choices=[('applies', 'stays where it is'), ('moved', 'moves along'), ('moot', 'is already in the text'), ('conflict', 'can’t stand any more')], max_length=10)),
                ('by', models.JSONField(default=list, help_text='Keys of the amendments that decided')),
                ('is_merged', models.BooleanField(default=False, help_text='Cut down to what is still new in it')),
                ('block', models.CharField(blank=True, max_length=40)),
                ('start', models.PositiveIntegerField(default=0)),
                ('end', models.PositiveIntegerField(default=0)),
                ('words', models.TextField(blank=True)),
                ('amendment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='texts.amendment')),
                ('text_version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='texts.textversion')),
            ],
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('key', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('heading', 'heading'), ('article', 'article'), ('paragraph', 'paragraph'), ('item', 'point of a list'), ('table', 'table'), ('note', 'note')], default='paragraph', max_length=12)),
                ('level', models.PositiveSmallIntegerField(default=0)),
                ('label', models.CharField(blank=True, max_length=500)),
                ('trace', models.JSONField(default=list)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='consultations.item')),
                ('words', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultations.version')),
                ('text_version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='texts.textversion')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.AddField(
            model_name='amendment',
            name='base',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='texts.textversion'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='published_in',
            field=models.ForeignKey(blank=True, help_text='The first version that has it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='taken', to='texts.textversion'),
        ),
        migrations.AddConstraint(
            model_name='textversion',
            constraint=models.UniqueConstraint(fields=('text', 'number'), name='one_text_version_per_number'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.UniqueConstraint(fields=('amendment', 'text_version'), name='one_placement_per_version'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('text_version', 'position'), name='one_passage_per_position'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('text_version', 'key'), name='one_passage_per_key'),
        ),
        migrations.AddIndex(
            model_name='amendment',
            index=models.Index(fields=['text', 'state', '-id'], name='amendments_by_state'),
        ),
        migrations.AddIndex(
            model_name='amendment',
            index=models.Index(fields=['text', 'block', 'state'], name='amendments_of_block'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('end__gte', models.F('start'))), name='amendment_range'),
        ),
    ]
