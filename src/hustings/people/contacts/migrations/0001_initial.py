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
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method', models.CharField(choices=[('call', 'phone call'), ('visit', 'visit'), ('meeting', 'meeting'), ('sms', 'text message'), ('email', 'e-mail'), ('letter', 'letter'), ('chat', 'social network')], max_length=10, verbose_name='channel')),
                ('outcome', models.CharField(choices=[('reached', 'talked'), ('left_message', 'left a message'), ('no_answer', 'no answer'), ('call_back', 'asked to be called back'), ('refused', "doesn't want to talk"), ('wrong', 'wrong number or address'), ('moved', 'has moved'), ('deceased', 'has died')], max_length=14, verbose_name='outcome')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('contacted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='persons.person')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'contact',
                'ordering': ['-contacted_at', '-pk'],
                'indexes': [models.Index(fields=['person', '-contacted_at', '-id'], name='contacts_of_person'), models.Index(fields=['method', 'outcome', 'contacted_at', 'person'], name='people_by_contact')],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=300, verbose_name='task')),
                ('due_on', models.DateField(verbose_name='due date')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assigned to')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='persons.person')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'follow-up',
                'verbose_name_plural': 'follow-ups',
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(condition=models.Q(('done_at', None)), fields=['owner', 'due_on'], name='follow_ups_open')],
            },
        ),
    ]
