import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0001_initial'),
        ('groups', '0001_initial'),
        ('territories', '0001_initial'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='groups.localgroup', verbose_name='group'),
        ),
        migrations.AddField(
            model_name='event',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture'),
        ),
        migrations.AddField(
            model_name='event',
            name='user',
            field=models.ForeignKey(help_text='Who entered it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='event',
            name='zone',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory'),
        ),
        migrations.AddField(
            model_name='eventimport',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='eventimport',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='importedevent',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.event'),
        ),
        migrations.AddField(
            model_name='importedevent',
            name='imported',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='journal', to='events.eventimport'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['over_at'], name='event_over'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['starts_at', 'id'], name='event_by_time'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['latitude'], name='event_by_latitude'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='event_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='importedevent',
            constraint=models.UniqueConstraint(fields=('imported', 'event'), name='one_line_per_event'),
        ),
    ]
