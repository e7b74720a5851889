import django.db.models.deletion
import django.utils.timezone
import wagtail.contrib.routable_page.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('territories', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GroupsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('share_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture when shared')),
            ],
            options={
                'verbose_name': 'local groups',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='LocalGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('name_key', models.CharField(editable=False, help_text='As lists sort and compare it', max_length=200)),
                ('descriptions', models.JSONField(default=dict, help_text='language -> plain text', verbose_name='description')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='where it meets')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='public e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='public phone')),
                ('link', models.URLField(blank=True, max_length=300, verbose_name='link')),
                ('organiser', models.CharField(blank=True, max_length=120, verbose_name='organiser (public)')),
                ('organiser_agreed_at', models.DateTimeField(blank=True, help_text='When it was noted that they agree to be named in public', null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('shown_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('user', models.ForeignKey(help_text='Who entered it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'local group',
                'verbose_name_plural': 'local groups',
                'ordering': ['name_key', 'pk'],
                'indexes': [models.Index(fields=['name_key', 'id'], name='group_by_name')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('zone', 'name_key'), name='one_group_per_name'), models.CheckConstraint(condition=models.Q(('organiser', ''), ('organiser_agreed_at__isnull', False), _connector='OR'), name='organiser_named_by_choice')],
            },
        ),
    ]
