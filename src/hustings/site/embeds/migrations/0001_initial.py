import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Host',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(max_length=270, unique=True, verbose_name='address')),
                ('has_subdomains', models.BooleanField(default=False, verbose_name='all subdomains')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='owner')),
                ('listed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'embedding site',
                'ordering': ['origin'],
            },
        ),
        migrations.CreateModel(
            name='Use',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('kind', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=60)),
                ('host', models.CharField(help_text='As it is listed', max_length=270)),
                ('n_views', models.PositiveIntegerField(default=0)),
                ('n_acts', models.PositiveIntegerField(default=0, help_text='Forms sent')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key', 'day', 'host'), name='one_use_of_a_thing_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Stop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=60)),
                ('stopped_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='one_stop_of_a_thing')],
            },
        ),
    ]
