import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('persons', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Thanking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_on', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='ShareText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(help_text='Key of a subject; it names the language too', max_length=40)),
                ('channel', models.CharField(blank=True, choices=[('whatsapp', 'WhatsApp'), ('telegram', 'Telegram'), ('x', 'X'), ('email', 'By e-mail'), ('sms', 'By text message'), ('native', 'the phone’s own sharing')], help_text='Leave blank for all channels.', max_length=10, verbose_name='for')),
                ('text', models.TextField(help_text='The link is added automatically. X takes about 250 characters.', max_length=400, verbose_name='text')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('waits_since', models.DateTimeField(blank=True, help_text='Of somebody who may not publish; until somebody who may says yes', null=True)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('approver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'share text',
                'verbose_name_plural': 'share texts',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ShareTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('whatsapp', 'WhatsApp'), ('telegram', 'Telegram'), ('facebook', 'Facebook'), ('x', 'X'), ('email', 'By e-mail'), ('sms', 'By text message'), ('native', 'the phone’s own sharing')], max_length=10)),
                ('n_shown', models.PositiveIntegerField(default=0)),
                ('n_views', models.PositiveIntegerField(default=0)),
                ('text', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='sharing.sharetext')),
            ],
        ),
        migrations.CreateModel(
            name='Thanks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n', models.PositiveSmallIntegerField()),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('why', models.CharField(blank=True, choices=[('unwilling', 'wants no e-mail, or has no address'), ('late', 'could not be sent for a month')], max_length=10)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='persons.person')),
            ],
            options={
                'verbose_name': 'thanks',
                'verbose_name_plural': 'thanks',
            },
        ),
        migrations.CreateModel(
            name='Unthanked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='unthanked', to='persons.person')),
            ],
            options={
                'verbose_name': 'thank-you e-mails turned off',
            },
        ),
        migrations.AddIndex(
            model_name='sharetext',
            index=models.Index(fields=['about', 'id'], name='share_texts_of_subject'),
        ),
        migrations.AddIndex(
            model_name='sharetext',
            index=models.Index(condition=models.Q(('waits_since__isnull', False)), fields=['waits_since'], name='share_texts_waiting'),
        ),
        migrations.AddConstraint(
            model_name='sharetally',
            constraint=models.UniqueConstraint(fields=('text', 'channel'), name='one_tally_of_a_text_and_channel'),
        ),
        migrations.AddIndex(
            model_name='thanks',
            index=models.Index(condition=models.Q(('dropped_at', None), ('sent_at', None)), fields=['due_at'], name='thanks_due'),
        ),
        migrations.AddConstraint(
            model_name='thanks',
            constraint=models.UniqueConstraint(fields=('person', 'n'), name='one_thanks_for_a_number'),
        ),
    ]
