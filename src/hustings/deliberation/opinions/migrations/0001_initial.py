import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('consultations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FourCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n_shown', models.PositiveIntegerField(default=0)),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='four_count', to='consultations.item')),
            ],
        ),
        migrations.CreateModel(
            name='Scores',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('n_answers', models.PositiveIntegerField(default=0)),
                ('rows', models.JSONField(default=list, help_text='[[item, chance, shown, best, worst], …]')),
                ('phase', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='four_scores', to='consultations.phase')),
            ],
        ),
        migrations.CreateModel(
            name='FourAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shown', models.JSONField(help_text='[item, …] in their order on the page')),
                ('key', models.CharField(help_text='The same in no order: a voice answers on four once', max_length=90)),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('best', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='consultations.item')),
                ('participant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='four_answers', to='consultations.participant')),
                ('phase', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='four_answers', to='consultations.phase')),
                ('worst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='consultations.item')),
            ],
            options={
                'verbose_name': 'best and worst of four',
                'verbose_name_plural': 'best and worst of four',
                'indexes': [models.Index(fields=['phase', 'id'], name='fours_of_phase')],
                'constraints': [models.UniqueConstraint(fields=('participant', 'phase', 'key'), name='one_answer_on_four'), models.CheckConstraint(condition=models.Q(('best', models.F('worst')), _negated=True), name='the_best_is_not_the_worst')],
            },
        ),
        migrations.CreateModel(
            name='Map',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('parameters', models.JSONField(default=dict)),
                ('counters', models.JSONField(default=dict, help_text='item -> votes for, against, passed, when drawn')),
                ('n_votes', models.PositiveIntegerField(default=0)),
                ('n_people', models.PositiveIntegerField(default=0, help_text='Those with enough votes to be on it')),
                ('digest', models.CharField(help_text='SHA-256 of the file of votes', max_length=64)),
                ('fingerprint', models.CharField(help_text='SHA-256 of the map as JSON', max_length=64)),
                ('figures', models.JSONField(default=dict, help_text='What the page shows')),
                ('packed_votes', models.BinaryField(help_text='The file of votes, compressed')),
                ('packed_result', models.BinaryField(help_text='The map as JSON, compressed')),
                ('phase', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='opinion_maps', to='consultations.phase')),
            ],
            options={
                'verbose_name': 'opinion map',
                'verbose_name_plural': 'opinion maps',
                'indexes': [models.Index(fields=['phase', '-id'], name='maps_of_phase')],
            },
        ),
        migrations.CreateModel(
            name='Rules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('longest', models.PositiveSmallIntegerField(default=140, verbose_name='letters of a statement, at most')),
                ('has_fours', models.BooleanField(default=True, verbose_name='people also choose the best and worst of four')),
                ('phase', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='statement_rules', to='consultations.phase')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('longest__gte', 20), ('longest__lte', 300)), name='statements_are_short')],
            },
        ),
    ]
