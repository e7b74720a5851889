"""When a record was a part of another, so that it is known who took them out then, whoever goes."""

import django.db.models.deletion
from django.db import migrations, models

AT_ONCE = 500


def tell(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Of those who were parted before, as far as their merges are there."""
    merges = apps.get_model("people", "Merge").objects.filter(undone_at__isnull=False).order_by("pk")
    been_in, people = apps.get_model("people", "BeenIn").objects, apps.get_model("people", "Person").objects
    last = 0
    while rows := list(
        merges.filter(pk__gt=last).values_list("pk", "absorbed_id", "kept_id", "merged_at", "undone_at")[:AT_ONCE]
    ):
        there = set(people.filter(pk__in={row[1] for row in rows}).values_list("pk", flat=True))
        been_in.bulk_create(
            been_in.model(person_id=person, key=key, since=since, until=until)
            for _pk, person, key, since, until in rows
            if person in there
        )
        last = rows[-1][0]


class Migration(migrations.Migration):
    """A small table, and the way to a merge by who was taken in."""

    dependencies = [("people", "0024_merge_known")]

    operations = [
        migrations.CreateModel(
            name="BeenIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BigIntegerField(help_text="Of the other record, which may be gone")),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "time in another record",
                "verbose_name_plural": "times in another record",
            },
        ),
        migrations.AddIndex(
            model_name="merge", index=models.Index(fields=["absorbed_id"], name="merges_by_absorbed")
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
