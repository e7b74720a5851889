import django.db.models.deletion
import django.utils.timezone
import hustings.foundation.lib.sql.key_fields
from django.conf import settings
from django.db import migrations, models
from hustings.security.decoys.database import OPERATIONS


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('language', models.CharField(max_length=5, verbose_name='language')),
                ('text', models.TextField(verbose_name='text')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
            ],
            options={
                'verbose_name': 'decoy document',
                'verbose_name_plural': 'decoy documents',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Keeping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nonce', models.CharField(max_length=64)),
                ('sets_since', models.DateTimeField(blank=True, help_text='Since when sets may be taken out', null=True)),
                ('sets_by', models.CharField(blank=True, max_length=254)),
            ],
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=80, verbose_name='name in the address')),
                ('place', models.CharField(max_length=300, verbose_name='location')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
            ],
            options={
                'verbose_name': 'alert link',
                'verbose_name_plural': 'alert links',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SeenLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Server',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='name')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('last_heard_at', models.DateTimeField(blank=True, null=True, verbose_name='last contact')),
            ],
            options={
                'verbose_name': 'connected server',
                'verbose_name_plural': 'connected servers',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Distribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=500, verbose_name='phishing page')),
                ('why', models.CharField(max_length=300, verbose_name='reason')),
                ('who', models.CharField(help_text='As they were called then', max_length=254)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'set of decoy log-ins',
                'verbose_name_plural': 'sets of decoy log-ins',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Decoy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_name', models.CharField(max_length=100, verbose_name='given name')),
                ('family_name', models.CharField(max_length=100, verbose_name='family name')),
                ('post', models.CharField(blank=True, max_length=100, verbose_name='position')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], default='fr', max_length=5, verbose_name='language')),
                ('address', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(editable=False, max_length=254, unique=True)),
                ('local', hustings.foundation.lib.sql.key_fields.KeyField(db_index=True, editable=False, help_text='What stands before the @', max_length=64)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('handing', models.ForeignKey(help_text='Made for this set alone', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decoys', to='decoys.distribution')),
            ],
            options={
                'verbose_name': 'decoy person',
                'verbose_name_plural': 'decoy people',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveBigIntegerField(help_text='In the chain, from 1, without gaps')),
                ('at', models.DateTimeField()),
                ('digest', models.CharField(help_text='SHA-256 over this link and the one before', max_length=64)),
                ('deed', models.CharField(choices=[('person', 'decoy person created'), ('retired', 'decoy person retired'), ('login', 'decoy log-in created'), ('document', 'decoy document created'), ('copy', 'document copy created'), ('link', 'alert link created'), ('sets_on', 'decoy log-ins for phishing pages allowed'), ('sets_off', 'decoy log-ins for phishing pages forbidden'), ('handed', 'decoy log-ins issued for a phishing page'), ('server', 'server connected'), ('server_ended', 'server disconnected'), ('acknowledged', 'alarm acknowledged')], max_length=20, verbose_name='event')),
                ('about', models.CharField(help_text='The row that the line is about, such as decoy:12', max_length=60)),
                ('content', models.JSONField(default=dict)),
                ('who', models.CharField(blank=True, help_text='As they were called then', max_length=254, verbose_name='who')),
            ],
            options={
                'verbose_name': 'register entry',
                'verbose_name_plural': 'register entries',
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('position',), name='one_line_per_position')],
            },
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('format', models.CharField(choices=[('docx', 'Word (DOCX)'), ('xlsx', 'Excel (XLSX)'), ('pdf', 'PDF')], max_length=4, verbose_name='format')),
                ('place', models.CharField(max_length=300, verbose_name='location')),
                ('choices', models.JSONField(default=list, help_text='What was chosen at each place of the text')),
                ('mark', models.CharField(help_text='In the metadata', max_length=32, unique=True)),
                ('layout', models.PositiveIntegerField(help_text='Steps by which measures differ')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('content', models.BinaryField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='decoys.document')),
                ('link', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copy', to='decoys.link')),
            ],
            options={
                'verbose_name': 'copy of a decoy document',
                'verbose_name_plural': 'copies of a decoy document',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Login',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=300, verbose_name='location')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('sha1', models.CharField(blank=True, help_text='As Dovecot may write it into its log', max_length=40)),
                ('is_single', models.BooleanField(default=False, help_text='Handed to one page alone')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('first_used_at', models.DateTimeField(blank=True, null=True, verbose_name='first used')),
                ('decoy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='logins', to='decoys.decoy', verbose_name='decoy person')),
            ],
            options={
                'verbose_name': 'decoy log-in',
                'verbose_name_plural': 'decoy log-ins',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('login', 'decoy log-in used'), ('address', 'log-in attempt as a decoy person'), ('link', 'alert link opened'), ('mail_to', 'e-mail to a decoy person'), ('mail_from', 'e-mail in the name of a decoy person'), ('file', 'decoy document in an e-mail'), ('form', 'decoy person’s address entered in a form'), ('page', 'decoy person’s address on one of our pages')], max_length=12, verbose_name='event')),
                ('key', models.CharField(help_text='Kind and decoy: what is grouped', max_length=60)),
                ('n', models.PositiveIntegerField(default=0, verbose_name='times')),
                ('n_machines', models.PositiveIntegerField(default=0, help_text='Of these, programs that open all links')),
                ('first_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='first')),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last')),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=1000, verbose_name='notes')),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('copy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='alarms', to='decoys.copy')),
                ('decoy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='decoys.decoy')),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='alarms', to='decoys.link')),
                ('login', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='decoys.login')),
            ],
            options={
                'verbose_name': 'decoy alert',
                'verbose_name_plural': 'decoy alerts',
                'ordering': ['-last_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('page', models.CharField(max_length=120, verbose_name='event')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'view of the decoys',
                'verbose_name_plural': 'views of the decoys',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Sighting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('address', models.GenericIPAddressField(null=True, verbose_name='from')),
                ('agent', models.CharField(blank=True, max_length=300, verbose_name='browser or program')),
                ('where', models.CharField(blank=True, max_length=100, verbose_name='where')),
                ('alarm', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sightings', to='decoys.alarm')),
            ],
            options={
                'verbose_name': 'decoy use',
                'verbose_name_plural': 'decoy uses',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.DateTimeField()),
                ('n', models.PositiveIntegerField(default=0)),
                ('alarm', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='decoys.alarm')),
            ],
            options={
                'ordering': ['hour'],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('address', models.GenericIPAddressField(null=True)),
                ('agent', models.CharField(blank=True, max_length=300)),
                ('who', models.CharField(choices=[('person', 'a person'), ('unsure', 'possibly a person'), ('machine', 'a program')], max_length=10)),
                ('is_picture', models.BooleanField(default=False)),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='decoys.link')),
            ],
            options={
                'verbose_name': 'visit',
                'verbose_name_plural': 'visits',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='copy',
            constraint=models.UniqueConstraint(fields=('document', 'number'), name='decoys_number_once_in_document'),
        ),
        migrations.AddConstraint(
            model_name='alarm',
            constraint=models.UniqueConstraint(condition=models.Q(('acknowledged_at', None)), fields=('key',), name='decoys_one_open_alarm'),
        ),
        migrations.AddIndex(
            model_name='sighting',
            index=models.Index(fields=['alarm', '-at', '-id'], name='decoys_uses_of_alarm'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(fields=('alarm', 'hour'), name='decoys_one_tally_an_hour'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['link', '-id'], name='decoys_visits_of_link'),
        ),
    ] + OPERATIONS
