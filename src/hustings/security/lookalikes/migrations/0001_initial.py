import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('incidents', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Habit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asks', models.BooleanField(default=False, help_text='A few look-ups per minute, through your own DNS server', verbose_name='check whether likely variants of our domains exist (DNS)')),
                ('a_minute', models.PositiveSmallIntegerField(default=10, verbose_name='look-ups per minute')),
                ('least', models.FloatField(default=0.6, help_text='Likeness from which a find is told by mail')),
                ('searched', models.JSONField(default=dict, help_text='Files of the folder: size and time of change')),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=253, unique=True)),
                ('own', models.CharField(help_text='Our domain that it would be taken for', max_length=253)),
                ('how', models.CharField(max_length=20)),
                ('strength', models.FloatField()),
                ('due_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('asked_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['due_at', '-strength'],
            },
        ),
        migrations.CreateModel(
            name='List',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='file')),
                ('kind', models.CharField(choices=[('registrations', 'newly registered domains'), ('certificates', 'certificates (certificate transparency)'), ('lookups', 'DNS traffic (passive DNS, proxy or resolver log)'), ('other', 'another list')], default='other', max_length=20, verbose_name='kind of list')),
                ('digest', models.CharField(db_index=True, help_text='SHA-256 of its bytes: read once', max_length=64)),
                ('content', models.BinaryField(help_text='Gone once it was searched', null=True)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'in progress'), ('done', 'done'), ('failed', 'failed')], default='waiting', max_length=10)),
                ('n_bytes', models.BigIntegerField(default=0)),
                ('n_read', models.BigIntegerField(default=0, help_text='Bytes of its text so far')),
                ('n_found', models.PositiveIntegerField(default=0)),
                ('n_new', models.PositiveIntegerField(default=0)),
                ('problem', models.CharField(blank=True, help_text='Of a fault: what happened', max_length=300)),
                ('n_faults', models.PositiveSmallIntegerField(default=0, help_text='How often the program failed at it')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'list of domains',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Watched',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=253, unique=True, verbose_name='domain or brand')),
                ('is_ours', models.BooleanField(default=False, help_text='Never reported as a look-alike', verbose_name='belongs to us or to someone we trust')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'protected name',
                'ordering': ['text'],
            },
        ),
        migrations.CreateModel(
            name='Find',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=253, unique=True, verbose_name='name')),
                ('name', models.CharField(max_length=253, verbose_name='looks like')),
                ('how', models.CharField(max_length=20)),
                ('strength', models.FloatField(verbose_name='similarity')),
                ('is_provider', models.BooleanField(default=False, help_text="It looks like a provider's name, not ours")),
                ('source', models.CharField(help_text='Where it was seen first', max_length=200)),
                ('line', models.PositiveBigIntegerField(help_text='Of that list, from 1', null=True)),
                ('n_seen', models.PositiveIntegerField(default=1)),
                ('first_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answers', models.JSONField(default=dict, help_text='What name servers said last, by kind of record')),
                ('asked_at', models.DateTimeField(null=True)),
                ('gone_at', models.DateTimeField(help_text='When name servers said that there is no such name', null=True)),
                ('judgement', models.CharField(blank=True, choices=[('', 'to review'), ('hostile', 'malicious'), ('harmless', 'harmless')], default='', max_length=10)),
                ('judged_at', models.DateTimeField(null=True)),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('noticed_at', models.DateTimeField(help_text='When somebody says that a notice was sent', null=True)),
                ('noticed_to', models.JSONField(default=list, help_text='Whom: kinds of notices')),
                ('told_at', models.DateTimeField(help_text='When the security lead was told by mail', null=True)),
                ('opened_at', models.DateTimeField(help_text='When it became an incident', null=True)),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='incidents.incident')),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'look-alike domain',
                'indexes': [models.Index(fields=['-first_at', '-id'], name='lookalikes_by_age'), models.Index(fields=['judgement', '-first_at', '-id'], name='lookalikes_by_judgement'), models.Index(condition=models.Q(('judged_at', None), ('told_at', None)), fields=['first_at'], name='lookalikes_to_tell'), models.Index(condition=models.Q(('is_provider', False), ('judged_at', None), ('opened_at', None)), fields=['strength'], name='lookalikes_to_open')],
            },
        ),
    ]
