import django.db.models.deletion
import django.utils.timezone
import hustings.field.checkins.models.doors
import hustings.foundation.lib.sql.key_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0001_initial'),
        ('registrations', '0001_initial'),
        ('sync', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DoorPlan',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='door_plan', serialize=False, to='events.event')),
                ('salt', models.BinaryField(default=hustings.field.checkins.models.doors.salt)),
                ('may_reenter', models.BooleanField(default=False, verbose_name='people may leave and come back')),
                ('opens_before', models.PositiveSmallIntegerField(blank=True, default=120, help_text='Leave empty to let people in at any time.', null=True, verbose_name='doors open before the start (minutes)')),
                ('closes_at_end', models.BooleanField(default=True, verbose_name='doors close at the end of the shift')),
            ],
            options={
                'verbose_name': 'door rules',
            },
        ),
        migrations.CreateModel(
            name='TicketKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='What tickets name it by', unique=True)),
                ('public', models.BinaryField()),
                ('sealed', models.BinaryField(help_text='The private key, encrypted')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='From here on it lets nobody in', null=True)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField()),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(max_length=12)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='tickets', to='events.event')),
                ('seat', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='ticket', to='registrations.seat')),
            ],
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('double', 'entered twice'), ('cancelled', 'entered with a cancelled seat'), ('unknown', 'ticket that is not on the list')], max_length=10)),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(max_length=40)),
                ('entries', models.JSONField(help_text='[{door, at, people, is_double}], in order')),
                ('found_at', models.DateTimeField()),
                ('cleared_at', models.DateTimeField(blank=True, null=True)),
                ('cleared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='door_findings', to='events.event')),
                ('ticket', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='checkins.ticket')),
            ],
            options={
                'ordering': ['-found_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', hustings.foundation.lib.sql.key_fields.KeyField(max_length=40)),
                ('people', models.PositiveSmallIntegerField()),
                ('inside', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('door', models.CharField(blank=True, max_length=100)),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='check_ins', to='events.event')),
                ('handset', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='sync.handset')),
                ('ticket', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='check_in', to='checkins.ticket')),
            ],
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('event', 'number'), name='one_ticket_of_a_number'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('event', 'key'), name='one_ticket_of_a_key'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('event', 'key', 'kind'), name='one_finding_of_a_kind'),
        ),
        migrations.AddIndex(
            model_name='checkin',
            index=models.Index(fields=['event', 'at'], name='check_ins_by_time'),
        ),
        migrations.AddConstraint(
            model_name='checkin',
            constraint=models.UniqueConstraint(fields=('event', 'key'), name='one_check_in_of_a_key'),
        ),
    ]
