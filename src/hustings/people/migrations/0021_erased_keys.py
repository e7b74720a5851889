"""What an import would know erased people by, besides their addresses."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0020_barred_addresses'),
    ]

    operations = [
        migrations.AddField(
            model_name='erasure',
            name='together',
            field=models.UUIDField(help_text='By chance; the same for all that is left of one person', null=True),
        ),
        migrations.CreateModel(
            name='ErasedKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(db_index=True, help_text='Keyed hash', max_length=64)),
                ('together', models.UUIDField(db_index=True, help_text="That of the person's erasures")),
            ],
        ),
    ]
