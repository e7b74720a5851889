import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('scripts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Grouping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('subject', models.PositiveBigIntegerField()),
                ('question', models.CharField(max_length=10)),
                ('wanted', models.PositiveSmallIntegerField(default=8, help_text='At most so many groups')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('done_at', models.DateTimeField(null=True)),
                ('n_answers', models.PositiveIntegerField(default=0)),
                ('groups', models.JSONField(default=list)),
                ('script', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='scripts.script')),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Placing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('placed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='scripts.answer')),
                ('grouping', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='placings', to='canvass_results.grouping')),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='grouping',
            constraint=models.UniqueConstraint(fields=('kind', 'subject', 'script', 'question'), name='one_grouping_of_a_question'),
        ),
        migrations.AddConstraint(
            model_name='placing',
            constraint=models.UniqueConstraint(fields=('grouping', 'answer'), name='one_placing_of_an_answer'),
        ),
    ]
