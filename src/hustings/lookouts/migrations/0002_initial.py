import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('lookouts', '0001_initial'),
        ('shield', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='find',
            name='incident',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='shield.incident'),
        ),
        migrations.AddField(
            model_name='find',
            name='judged_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='list',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='watched',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='find',
            index=models.Index(fields=['-first_at', '-id'], name='lookalikes_by_age'),
        ),
        migrations.AddIndex(
            model_name='find',
            index=models.Index(fields=['judgement', '-first_at', '-id'], name='lookalikes_by_judgement'),
        ),
        migrations.AddIndex(
            model_name='find',
            index=models.Index(condition=models.Q(('judged_at', None), ('told_at', None)), fields=['first_at'], name='lookalikes_to_tell'),
        ),
        migrations.AddIndex(
            model_name='find',
            index=models.Index(condition=models.Q(('is_provider', False), ('judged_at', None), ('opened_at', None)), fields=['strength'], name='lookalikes_to_open'),
        ),
    ]
