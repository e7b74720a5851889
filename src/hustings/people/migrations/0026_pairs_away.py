"""Whom the pairs are about that merges have put away, so that they are found when somebody is erased."""

import django.db.models.deletion
from django.db import migrations, models

AT_ONCE = 500


def tell(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Read the merges that stand, once."""
    merges = apps.get_model("people", "Merge").objects.filter(
        undone_at__isnull=True, record__has_key="people.duplicate"
    )
    away, last = apps.get_model("people", "PairAway").objects, 0
    while some := list(merges.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        away.bulk_create(
            away.model(merge_id=merge.pk, person=person)
            for merge in some
            for person in sorted(
                {row["fields"][end] for row in merge.record["people.duplicate"] for end in ("first", "second")}
                - {merge.kept_id, merge.absorbed_id}
            )
        )
        last = some[-1].pk


class Migration(migrations.Migration):
    """A small table: most merges put no pair with a third one away."""

    dependencies = [("people", "0025_been_in")]

    operations = [
        migrations.CreateModel(
            name="PairAway",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.BigIntegerField(
                        db_index=True, help_text="The key of a record, which may be a part by now"
                    ),
                ),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.merge"
                    ),
                ),
            ],
            options={"verbose_name": "pair put away", "verbose_name_plural": "pairs put away"},
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
