import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('territories', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('email', 'e-mail'), ('sms', 'text message'), ('call', 'call'), ('door', 'door to door')], max_length=10, unique=True, verbose_name='channel')),
                ('weekdays', models.CharField(max_length=100, verbose_name='Monday to Friday')),
                ('saturday', models.CharField(blank=True, max_length=100, verbose_name='on Saturday')),
                ('sunday', models.CharField(blank=True, max_length=100, verbose_name='on Sunday')),
                ('holiday', models.CharField(blank=True, max_length=100, verbose_name='on holidays')),
            ],
            options={
                'verbose_name': 'own hours',
                'verbose_name_plural': 'own hours',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Election',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('kind', models.CharField(help_text="A key of the country's rules", max_length=40, verbose_name='kind')),
                ('zones', models.ManyToManyField(blank=True, related_name='+', to='territories.zone', verbose_name='territories')),
            ],
            options={
                'verbose_name': 'election',
                'verbose_name_plural': 'elections',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Exemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(help_text='The name, should the user be gone', max_length=200)),
                ('why', models.CharField(max_length=300, verbose_name='reason')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='start')),
                ('until', models.DateTimeField(verbose_name='end')),
                ('rules', models.JSONField(default=list, help_text='Keys of rules; none: all')),
                ('channels', models.JSONField(default=list, help_text='None: all')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('zones', models.ManyToManyField(blank=True, related_name='+', to='territories.zone', verbose_name='territories')),
            ],
            options={
                'verbose_name': 'exception',
                'verbose_name_plural': 'exceptions',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='day')),
                ('elsewhere', models.JSONField(blank=True, default=dict, help_text='Official codes, and their days')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='elections.election')),
            ],
            options={
                'ordering': ['on'],
                'constraints': [models.UniqueConstraint(fields=('election', 'on'), name='one_round_per_day')],
            },
        ),
    ]
