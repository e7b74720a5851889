import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('incidents', '0001_initial'),
        ('mailings', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='bulletin',
            name='mailing',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mailings.mailing'),
        ),
        migrations.AddField(
            model_name='exercise',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_exercises', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='guard',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='answer',
            name='guard',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='incidents.guard'),
        ),
        migrations.AddField(
            model_name='incident',
            name='closed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='incident',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='incident',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='lesson', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='look',
            name='incident',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='looks', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='look',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who'),
        ),
        migrations.AddField(
            model_name='mark',
            name='incident',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='incident',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='reviewed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='opinion',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='order',
            name='guard',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='orders', to='incidents.guard'),
        ),
        migrations.AddField(
            model_name='order',
            name='incident',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='orders', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='order',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='answer',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='incidents.order'),
        ),
        migrations.AddField(
            model_name='report',
            name='incident',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='report',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_reports', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rule',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rule',
            name='incident',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rules', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='rule',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sighting',
            name='guard',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sightings', to='incidents.guard'),
        ),
        migrations.AddField(
            model_name='sighting',
            name='incident',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sightings', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='report',
            name='sighting',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='incidents.sighting'),
        ),
        migrations.AddField(
            model_name='order',
            name='sighting',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='orders', to='incidents.sighting'),
        ),
        migrations.AddField(
            model_name='source',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='source',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mail_sources', to=settings.AUTH_USER_MODEL, verbose_name='member of staff'),
        ),
        migrations.AddField(
            model_name='sighting',
            name='source',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sightings', to='incidents.source'),
        ),
        migrations.AddField(
            model_name='perusal',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='perusals', to='incidents.source'),
        ),
        migrations.AddField(
            model_name='guard',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='guards', to='incidents.source'),
        ),
        migrations.AddField(
            model_name='story',
            name='bulletin',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stories', to='incidents.bulletin'),
        ),
        migrations.AddField(
            model_name='story',
            name='incident',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='study',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='perusal',
            name='study',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='perusals', to='incidents.study'),
        ),
        migrations.AddField(
            model_name='taking',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='incidents_taking', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='exercise',
            index=models.Index(fields=['user', '-id'], name='incidents_exercises_of_one'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('merged_into', None)), fields=['-last_at', '-id'], name='incidents_newest'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('closed_at', None), ('merged_into', None)), fields=['-last_at', '-id'], name='incidents_open'),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('pk')), _negated=True), _connector='OR'), name='incident_never_in_itself'),
        ),
        migrations.AddIndex(
            model_name='look',
            index=models.Index(fields=['-at', '-id'], name='incidents_looks_newest'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['-at', '-id'], name='incidents_opinions_newest'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.UniqueConstraint(fields=('incident', 'user'), name='one_opinion_of_a_user'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('order', 'guard'), name='one_answer_of_a_guard'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['user', '-at', '-id'], name='incidents_reports_of_one'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['incident', 'at', 'id'], name='incidents_reports_of_incident'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['lapses_at', 'id'], name='incidents_orders_waiting'),
        ),
        migrations.AddIndex(
            model_name='sighting',
            index=models.Index(fields=['-at', '-id'], name='incidents_sightings_newest'),
        ),
        migrations.AddIndex(
            model_name='sighting',
            index=models.Index(fields=['incident', '-at', '-id'], name='incidents_sightings_of_one'),
        ),
        migrations.AddIndex(
            model_name='sighting',
            index=models.Index(fields=['sha256'], name='incidents_sightings_sha256'),
        ),
        migrations.AddIndex(
            model_name='sighting',
            index=models.Index(fields=['message_id'], name='incidents_sightings_mid'),
        ),
        migrations.AddConstraint(
            model_name='perusal',
            constraint=models.UniqueConstraint(fields=('study', 'source'), name='one_perusal_of_a_mailbox'),
        ),
    ]
