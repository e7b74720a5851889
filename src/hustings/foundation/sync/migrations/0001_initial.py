import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Stream',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('subject', models.PositiveBigIntegerField()),
                ('last_pos', models.PositiveBigIntegerField(default=0)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'subject'), name='one_stream_of_a_subject')],
            },
        ),
        migrations.CreateModel(
            name='Handset',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ends_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('heard_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stream', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handsets', to='sync.stream')),
            ],
        ),
        migrations.CreateModel(
            name='LoggedEntry',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('replica', models.UUIDField()),
                ('n', models.PositiveBigIntegerField()),
                ('seen', models.JSONField(default=dict)),
                ('key', models.CharField(max_length=100)),
                ('verb', models.CharField(max_length=30)),
                ('body', models.JSONField()),
                ('happened_at', models.DateTimeField(help_text="By the phone's clock")),
                ('clock_offset', models.IntegerField(default=0, help_text='Seconds by which our clock was ahead of it')),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('pos', models.PositiveBigIntegerField(null=True)),
                ('problem', models.CharField(blank=True, max_length=30)),
                ('handset', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='entries', to='sync.handset')),
                ('vouched_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stream', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='sync.stream')),
            ],
            options={
                'indexes': [models.Index(fields=['stream', 'key', 'pos'], name='sync_key'), models.Index(condition=models.Q(('pos', None)), fields=['handset'], name='sync_held')],
                'constraints': [models.UniqueConstraint(fields=('stream', 'pos'), name='one_entry_at_a_position')],
            },
        ),
    ]
