import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One index for a territory that holds what lists need, in place of a narrower one.

    The old one goes by name: SQLite would make the table anew for it, which the ledger's triggers forbid.
    """

    dependencies = [
        ('people', '0018_forgetting'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['zone', 'name_key', 'id', 'created_at'], name='people_in_zone'),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='person',
                    name='zone',
                    field=models.ForeignKey(blank=True, db_index=False, help_text='The smallest one known to be theirs', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='territories.zone', verbose_name='territory'),
                ),
            ],
            database_operations=[
                migrations.RunSQL(
                    'DROP INDEX IF EXISTS people_person_zone_id_7c4312d8',
                    'CREATE INDEX people_person_zone_id_7c4312d8 ON people_person (zone_id)',
                ),
            ],
        ),
    ]
