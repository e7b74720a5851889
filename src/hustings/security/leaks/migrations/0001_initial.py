import django.db.models.deletion
import django.utils.timezone
import hustings.security.leaks.models
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
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('dump', models.CharField(help_text='Its name in the folder of dumps, or of the file sent', max_length=1100)),
                ('is_sent', models.BooleanField(default=False)),
                ('domains', models.JSONField(default=list)),
                ('signs', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('failed_at', models.DateTimeField(blank=True, null=True)),
                ('problem', models.TextField(blank=True)),
                ('keep_until', models.DateField(default=hustings.security.leaks.models.kept_until)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('n_mails', models.PositiveIntegerField(default=0)),
                ('register', models.CharField(blank=True, max_length=64)),
                ('english', models.TextField(blank=True)),
                ('french', models.TextField(blank=True)),
                ('deleted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('what', models.CharField(max_length=30)),
                ('detail', models.CharField(blank=True, max_length=60)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='leaks.case')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['case', '-at'], name='leaks_looks')],
            },
        ),
    ]
