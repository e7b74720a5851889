import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('initiatives', '0001_initial'),
        ('persons', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=5000, verbose_name='appeal')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answer', models.TextField(blank=True, max_length=5000, verbose_name='answer')),
                ('is_upheld', models.BooleanField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='initiatives.application')),
            ],
            options={
                'verbose_name': 'appeal',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Juror',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('most', models.PositiveSmallIntegerField(blank=True, help_text='Applications to read. Leave blank for an equal share.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5000)], verbose_name='at most')),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed')),
                ('declined_at', models.DateTimeField(blank=True, null=True, verbose_name='declined')),
                ('ended_at', models.DateTimeField(blank=True, help_text='When the team took them off', null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='juries', to='persons.person', verbose_name='person')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='jurors', to='initiatives.round')),
            ],
            options={
                'verbose_name': 'juror',
                'verbose_name_plural': 'jurors',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('declared', 'declared'), ('same', 'their own application'), ('organisation', 'same organisation'), ('domain', 'same e-mail domain'), ('household', 'same household')], max_length=12, verbose_name='kind')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='initiatives.application')),
                ('juror', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='juries.juror')),
            ],
            options={
                'verbose_name': 'conflict of interest',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Comparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_first', models.BooleanField(help_text='Whether the first is the better one')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='initiatives.application')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='initiatives.application')),
                ('juror', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comparisons', to='juries.juror')),
            ],
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='initiatives.round')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'committee member',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.JSONField()),
                ('sha256', models.CharField(help_text='Of the body, its keys sorted', max_length=64)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='minutes', to='initiatives.round')),
            ],
            options={
                'verbose_name': 'minutes',
            },
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.FloatField(help_text='Corrected for jurors, 0 to 100', verbose_name='score')),
                ('raw', models.FloatField(verbose_name='plain mean')),
                ('low', models.FloatField()),
                ('high', models.FloatField()),
                ('place', models.PositiveIntegerField(verbose_name='rank')),
                ('chance', models.FloatField(help_text='Share of draws within the places')),
                ('is_close', models.BooleanField(default=False, verbose_name='too close to call')),
                ('n', models.PositiveSmallIntegerField(verbose_name='reviews')),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='result', to='initiatives.application')),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(help_text="Place in this juror's own order")),
                ('marks', models.JSONField(default=dict, help_text='key of a criterion -> mark')),
                ('total', models.FloatField(blank=True, help_text='Weighted, from 0 to 100', null=True)),
                ('for_applicant', models.TextField(blank=True, max_length=2000, verbose_name='for the applicant')),
                ('for_committee', models.TextField(blank=True, max_length=2000, verbose_name='for the committee only')),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='initiatives.application')),
                ('juror', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='juries.juror')),
            ],
            options={
                'verbose_name': 'review',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deed', models.CharField(choices=[('assign', 'Assign'), ('count', 'Count')], max_length=6)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('percent', models.PositiveSmallIntegerField(default=0)),
                ('low', models.PositiveIntegerField(blank=True, help_text='Fewest applications of a juror', null=True)),
                ('high', models.PositiveIntegerField(blank=True, help_text='Most applications of a juror', null=True)),
                ('n_short', models.PositiveIntegerField(default=0, help_text='Applications with too few readers')),
                ('is_refused', models.BooleanField(default=False, help_text='Nothing was there to assign or to count')),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='initiatives.round')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='juries.minutes')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_yes', models.BooleanField()),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='initiatives.application')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='juror',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('round', 'person'), name='a_juror_once_a_round'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.UniqueConstraint(fields=('juror', 'application', 'kind'), name='a_conflict_once'),
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.UniqueConstraint(fields=('juror', 'first', 'second'), name='a_pair_once_a_juror'),
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='pair_in_order'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(fields=('round', 'user'), name='a_member_once_a_round'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('juror', 'application'), name='one_review_of_a_juror'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('done_at', None), ('total__isnull', False), _connector='OR'), name='a_review_done_has_a_total'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('minutes', 'user'), name='minutes_signed_once'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('application', 'user'), name='a_vote_a_member'),
        ),
    ]
