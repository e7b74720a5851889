import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('mailings', '0001_initial'),
        ('persons', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='MailingCount',
            fields=[
                ('mailing', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='count', serialize=False, to='mailings.mailing')),
                ('n_handed_over', models.PositiveIntegerField(default=0)),
                ('n_came_back', models.PositiveIntegerField(default=0)),
                ('n_complained', models.PositiveIntegerField(default=0)),
                ('n_unsubscribed', models.PositiveIntegerField(default=0)),
                ('counted_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('mailing', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='measure', serialize=False, to='mailings.mailing')),
                ('clicks', models.CharField(choices=[('nothing', 'off: links are not tracked'), ('totals', 'totals only: no one is tracked individually'), ('agreed', 'totals, and by person for people who agreed'), ('unless', 'by person, except people who opted out')], max_length=8)),
                ('has_opens', models.BooleanField(default=False)),
                ('n_clicks', models.PositiveIntegerField(default=0, help_text='By people, as far as one can tell')),
                ('n_clicked', models.PositiveIntegerField(default=0, help_text='People who did')),
                ('n_machine_clicks', models.PositiveIntegerField(default=0)),
                ('n_sure_clicks', models.PositiveIntegerField(help_text='Surely by people; null: counted before that was asked', null=True)),
                ('n_sure_clicked', models.PositiveIntegerField(help_text='People who surely did', null=True)),
                ('n_opened', models.PositiveIntegerField(default=0, help_text='People whose own program fetched the picture')),
                ('n_machine_opened', models.PositiveIntegerField(default=0, help_text='Only a service fetched it for them')),
            ],
        ),
        migrations.CreateModel(
            name='TrackingEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mailing', models.BigIntegerField()),
                ('delivery', models.BigIntegerField(default=0, help_text='0 where links are the same for all')),
                ('version', models.PositiveSmallIntegerField(default=0, help_text='In a test: 1 is A')),
                ('link', models.SmallIntegerField()),
                ('sign', models.PositiveSmallIntegerField(choices=[(0, 'None'), (1, 'Machine'), (2, 'Proxy'), (3, 'Browser')], default=0)),
                ('visitor', models.BigIntegerField(default=0, help_text='A digest of a network, a program and a day')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='ClickHour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.PositiveSmallIntegerField(help_text='The first is 0')),
                ('n_clicks', models.PositiveIntegerField(default=0, help_text='By people, as far as one can tell')),
                ('mailing', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='click_hours', to='mailings.mailing')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mailing', 'hour'), name='one_count_per_hour')],
            },
        ),
        migrations.CreateModel(
            name='Conversion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(help_text='See following.kinds', max_length=30)),
                ('link', models.PositiveSmallIntegerField(help_text='By which one they came')),
                ('version', models.CharField(blank=True, help_text='Whose letter it was, in a test', max_length=1)),
                ('whose', models.CharField(help_text='A digest of the mailbox, for as long as the same may come again', max_length=32, null=True)),
                ('is_new', models.BooleanField(default=False, help_text='The campaign did not know them before')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('mailing', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='mailings.mailing')),
                ('person', models.ForeignKey(db_index=False, help_text="Where clicks may be somebody's", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='follows', to='persons.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'confirmed_at'], name='follows_of_person'), models.Index(fields=['whose', 'kind'], name='follows_by_whose')],
                'constraints': [models.UniqueConstraint(fields=('mailing', 'kind', 'whose'), name='one_follow_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Division',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(choices=[('domain', 'by the domain of the address'), ('language', 'by language'), ('zone', 'by territory'), ('segment', 'by segment')], max_length=8)),
                ('key', models.PositiveBigIntegerField(default=0, help_text='Of the territory or the segment')),
                ('groups', models.JSONField(help_text='See measuring.grouping; null: being counted', null=True)),
                ('counted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mailing', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='divisions', to='mailings.mailing')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mailing', 'by', 'key'), name='one_division')],
            },
        ),
        migrations.CreateModel(
            name='MailingLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('target', models.TextField()),
                ('n_clicks', models.PositiveIntegerField(default=0)),
                ('n_people', models.PositiveIntegerField(default=0)),
                ('n_machine_clicks', models.PositiveIntegerField(default=0)),
                ('n_sure_clicks', models.PositiveIntegerField(null=True)),
                ('mailing', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='mailings.mailing')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mailing', 'number'), name='one_link_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('click', 'clicked'), ('open', 'opened')], max_length=5)),
                ('is_weak', models.BooleanField(default=False, help_text='Perhaps a machine alone: nobody was surely seen')),
                ('n', models.PositiveIntegerField(default=1)),
                ('links', models.BigIntegerField(default=0, help_text='A bit for each link, the first is 1')),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('mailing', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='mailings.mailing')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='persons.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'first_at'], name='reactions_of_person'), models.Index(fields=['kind', 'last_at', 'person'], name='reactions_lately')],
                'constraints': [models.UniqueConstraint(fields=('mailing', 'person', 'kind'), name='one_reaction_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='VersionVisits',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=1)),
                ('n', models.PositiveIntegerField(default=0, help_text="All that were not surely a machine's")),
                ('n_sure', models.PositiveIntegerField(default=0, help_text="Surely people's")),
                ('mailing', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='version_visits', to='mailings.mailing')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mailing', 'version'), name='one_count_a_version')],
            },
        ),
    ]
