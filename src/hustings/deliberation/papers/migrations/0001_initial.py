import django.db.models.deletion
import django.utils.timezone
import hustings.deliberation.papers.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('consultations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('written_on', models.DateField(blank=True, null=True)),
                ('scan', models.FileField(blank=True, storage=hustings.deliberation.papers.models.private, upload_to=hustings.deliberation.papers.models.place)),
                ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='paper', to='consultations.item')),
                ('user', models.ForeignKey(help_text='Who typed it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
