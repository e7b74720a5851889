import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('mailings', '0001_initial'),
        ('persons', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Archive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_on', models.BooleanField(default=False, help_text='Everyone can read the general version, without personal data.', verbose_name='show mailings on the site')),
                ('by_default', models.CharField(choices=[('nothing', 'none, add each one manually'), ('topics', 'mailings of the topics below'), ('all', 'all, except automatic replies')], default='nothing', max_length=8, verbose_name='new mailings to add')),
                ('is_indexed', models.BooleanField(default=False, help_text='Also adds them to the site map.', verbose_name='let search engines list them')),
                ('topics', models.ManyToManyField(blank=True, related_name='+', to='persons.topic', verbose_name='topics')),
            ],
        ),
        migrations.CreateModel(
            name='Archived',
            fields=[
                ('mailing', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='archived', serialize=False, to='mailings.mailing')),
                ('wanted_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='Taken out, or never to be in it', null=True)),
                ('shown_at', models.DateTimeField(blank=True, help_text='Since when everybody may read it', null=True)),
                ('version', models.CharField(blank=True, choices=[('A', 'A'), ('B', 'B'), ('C', 'C'), ('D', 'D'), ('E', 'E')], help_text='Chosen by hand; empty: the one that did best', max_length=1)),
                ('user', models.ForeignKey(blank=True, help_text='Empty: as the campaign has chosen', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ArchivePage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], max_length=5)),
                ('slug', models.CharField(max_length=80)),
                ('title', models.CharField(max_length=200)),
                ('sent_at', models.DateTimeField()),
                ('mailing', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='archive_pages', to='mailings.mailing')),
            ],
            options={
                'indexes': [models.Index(fields=['language', '-sent_at', '-id'], name='archive_newest')],
                'constraints': [models.UniqueConstraint(fields=('language', 'slug'), name='one_archive_address'), models.UniqueConstraint(fields=('mailing', 'language'), name='one_archive_page'), models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='archive_address_not_empty')],
            },
        ),
    ]
