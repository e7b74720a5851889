import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('bounces', '0001_initial'),
        ('delivery', '0001_initial'),
        ('mailings', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='alarm',
            name='mailing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alarms', to='mailings.mailing'),
        ),
        migrations.AddField(
            model_name='alarm',
            name='waived_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='bounce',
            name='delivery',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='returns', to='delivery.delivery'),
        ),
        migrations.AddConstraint(
            model_name='alarm',
            constraint=models.UniqueConstraint(condition=models.Q(('waived_at', None)), fields=('mailing', 'kind'), name='one_open_alarm_of_a_kind'),
        ),
        migrations.AddIndex(
            model_name='bounce',
            index=models.Index(fields=['received_at', 'domain'], name='returns_lately'),
        ),
        migrations.AddIndex(
            model_name='bounce',
            index=models.Index(condition=models.Q(('applied_at', None)), fields=['id'], name='returns_waiting'),
        ),
    ]
