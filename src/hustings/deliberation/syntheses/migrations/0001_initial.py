import django.db.models.deletion
import django.utils.timezone
import hustings.deliberation.syntheses.models.local_reports
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('consultations', '0001_initial'),
        ('territories', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Code',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='theme')),
                ('about', models.CharField(blank=True, max_length=500, verbose_name='what belongs to it')),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='consultations.consultation')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CodingRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('items', models.JSONField(default=list, help_text='Keys of contributions, in order of chance')),
                ('n_all', models.PositiveIntegerField(default=0, help_text='Contributions that they were drawn from')),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('figures', models.JSONField(default=dict, help_text='Once closed: agreement, and numbers by theme')),
                ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='coding_rounds', to='consultations.consultation')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='consultations.question')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'coding',
                'verbose_name_plural': 'codings',
            },
        ),
        migrations.CreateModel(
            name='Coding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('code', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='codings', to='syntheses.code')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='consultations.item')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('coding_round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='syntheses.codinground')),
            ],
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('why', models.TextField(blank=True, verbose_name='what changed')),
                ('figures', models.JSONField(default=dict, help_text='sentences, contributions, authors, votes: [n, of]')),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('edition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='syntheses.edition')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='consultations.item')),
                ('question', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='consultations.question')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultations.version')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='LineCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='consultations.item')),
                ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='syntheses.line')),
                ('version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultations.version')),
            ],
        ),
        migrations.CreateModel(
            name='LocalReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=120)),
                ('held_on', models.DateField()),
                ('n_present', models.PositiveIntegerField()),
                ('link', models.URLField(blank=True, help_text='The page of the event', max_length=500)),
                ('picture', models.FileField(blank=True, storage=hustings.deliberation.syntheses.models.local_reports.private, upload_to=hustings.deliberation.syntheses.models.local_reports.place_of_picture)),
                ('picture_alt', models.CharField(blank=True, max_length=200, verbose_name='image description')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='local_report', to='consultations.item')),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone')),
            ],
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titles', models.JSONField(default=dict, help_text='language -> title', verbose_name='title')),
                ('notes', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='news')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('dropped_on', models.DateField(blank=True, null=True, verbose_name='given up on')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='consultations.consultation')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='milestones', to='consultations.item', verbose_name='contribution')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'milestone',
                'verbose_name_plural': 'milestones',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Sentence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('text', models.TextField(verbose_name='sentence')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('removed_at', models.DateTimeField(blank=True, help_text='Not in the next edition', null=True)),
                ('item', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sentence', to='consultations.item')),
                ('question', models.ForeignKey(blank=True, help_text='The heading that it stands below', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='consultations.question', verbose_name='below')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='consultations.item')),
                ('sentence', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='syntheses.sentence')),
            ],
        ),
        migrations.CreateModel(
            name='Synthesis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('edition', models.OneToOneField(blank=True, help_text='That which stands now', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='syntheses.edition')),
                ('phase', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='synthesis', to='consultations.phase', verbose_name='step')),
            ],
            options={
                'verbose_name': 'synthesis',
                'verbose_name_plural': 'syntheses',
            },
        ),
        migrations.AddField(
            model_name='sentence',
            name='synthesis',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sentences', to='syntheses.synthesis'),
        ),
        migrations.CreateModel(
            name='Proposals',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wanted', models.PositiveSmallIntegerField(default=8)),
                ('groups', models.JSONField(default=list, help_text='[{words, n, items}]: those that fit best, in order')),
                ('n_read', models.PositiveIntegerField(default=0)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='consultations.question')),
                ('synthesis', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='syntheses.synthesis')),
            ],
        ),
        migrations.AddField(
            model_name='edition',
            name='synthesis',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='syntheses.synthesis'),
        ),
        migrations.CreateModel(
            name='Telling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texts', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='text')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('phase', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='telling', to='consultations.phase', verbose_name='step')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mail about a step',
                'verbose_name_plural': 'mails about steps',
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('accepted', 'accepted'), ('partly', 'accepted in part'), ('refused', 'refused')], max_length=8, verbose_name='answer')),
                ('reasons', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='reasons')),
                ('author', models.CharField(help_text='As shown to everybody', max_length=200, verbose_name='answered by')),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='consultations.item')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultations.version')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'indexes': [models.Index(fields=['item', '-id'], name='answers_to_item')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('item',), name='one_answer_stands')],
            },
        ),
        migrations.AddConstraint(
            model_name='code',
            constraint=models.UniqueConstraint(condition=models.Q(('archived_at', None)), fields=('consultation', 'name'), name='one_theme_of_a_name'),
        ),
        migrations.AddIndex(
            model_name='codinground',
            index=models.Index(fields=['consultation', '-id'], name='rounds_of_consultation'),
        ),
        migrations.AddConstraint(
            model_name='codinground',
            constraint=models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='two_coders'),
        ),
        migrations.AddConstraint(
            model_name='coding',
            constraint=models.UniqueConstraint(fields=('coding_round', 'item', 'user'), name='coded_once_by_each'),
        ),
        migrations.AddConstraint(
            model_name='line',
            constraint=models.UniqueConstraint(fields=('edition', 'position'), name='one_line_a_place'),
        ),
        migrations.AddConstraint(
            model_name='linecitation',
            constraint=models.UniqueConstraint(fields=('line', 'item'), name='cited_once_in_a_line'),
        ),
        migrations.AddIndex(
            model_name='milestone',
            index=models.Index(fields=['consultation', 'due_on'], name='milestones_by_date'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('done_on', None), ('dropped_on', None), _connector='OR'), name='milestone_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.UniqueConstraint(fields=('sentence', 'item'), name='cited_once'),
        ),
        migrations.AddIndex(
            model_name='sentence',
            index=models.Index(fields=['synthesis', 'position'], name='sentences_in_order'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('synthesis', 'number'), name='one_edition_a_number'),
        ),
    ]
