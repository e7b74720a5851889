import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('mailings', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Precaution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asks_second', models.BooleanField(default=True, help_text='By someone who can send and didn’t write it. Not needed if only one person can send.', verbose_name='require approval for large mailings')),
                ('above', models.PositiveIntegerField(default=1000, help_text='0: for all mailings', validators=[django.core.validators.MaxValueValidator(1000000000)], verbose_name='approval needed above this number of recipients')),
                ('asks_sequences', models.BooleanField(db_default=True, default=True, help_text='Before a sequence starts, and for each changed message: the old one is sent until then.', verbose_name='require approval for sequences')),
                ('grace', models.PositiveSmallIntegerField(default=60, help_text='0 sends immediately.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(3600)], verbose_name='seconds to undo sending')),
                ('tests_per_hour', models.PositiveSmallIntegerField(db_default=30, default=30, help_text='People who can’t send mailings can send tests to team members only.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='test e-mails per person and hour')),
            ],
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('block', models.CharField(blank=True, max_length=36)),
                ('about', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField(max_length=2000, verbose_name='comment')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ('deleted_at', models.DateTimeField(blank=True, help_text='Its words are gone; its answers keep their place', null=True)),
                ('answers_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='review.comment')),
                ('mailing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='mailings.mailing')),
                ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('note', models.CharField(blank=True, max_length=1000, verbose_name='note for the approver')),
                ('verdict', models.CharField(blank=True, choices=[('approved', 'approved'), ('sent_back', 'changes requested')], default='', max_length=10)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('comment', models.CharField(blank=True, max_length=2000, verbose_name='comment')),
                ('seen', models.CharField(blank=True, help_text='A fingerprint of what was approved', max_length=32)),
                ('n_readers', models.PositiveIntegerField(blank=True, help_text='Whom it reached then', null=True)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mailing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='mailings.mailing')),
                ('revision', models.ForeignKey(blank=True, help_text='What was approved', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('verdict', '')), fields=('mailing',), name='one_open_approval_a_mailing')],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='review.comment')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('comment', 'user'), name='mentioned_once_in_a_comment')],
            },
        ),
    ]
