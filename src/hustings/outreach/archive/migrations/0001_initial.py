from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Archive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_on', models.BooleanField(default=False, help_text='By everybody, whoever they went to, as somebody reads them of whom nothing is known', verbose_name='mailings may be read on the site')),
                ('by_default', models.CharField(choices=[('nothing', 'none: each is put in by hand'), ('topics', 'those of the topics below'), ('all', 'all but answers to what their readers did')], default='nothing', max_length=8, verbose_name='of those that are sent from now on')),
                ('is_indexed', models.BooleanField(default=False, help_text='The site’s map names them then, too', verbose_name='search engines may list them')),
            ],
        ),
    ]
