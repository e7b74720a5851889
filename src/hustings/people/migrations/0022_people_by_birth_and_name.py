from django.db import migrations, models


class Migration(migrations.Migration):
    """Birth date and name in one index, in place of the birth date alone."""

    dependencies = [
        ('people', '0021_erased_keys'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='person', name='people_by_birth_date'),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('born_on__isnull', False)), fields=['born_on', 'name_key', 'id'], name='people_by_birth_and_name'),
        ),
    ]
