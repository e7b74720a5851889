"""Incidents that went into themselves stand again: no page and no list showed them any more."""

from typing import Any

from django.db import migrations
from django.db.models import F


def stand(apps: Any, schema_editor: Any) -> None:
    """Counted anew; open again where nobody had judged them."""
    incidents = apps.get_model("shield", "Incident").objects.using(schema_editor.connection.alias)
    for row in incidents.filter(merged_into=F("pk")).order_by("pk"):
        row.merged_into = None
        row.n_sightings, row.n_reports = row.sightings.count(), row.reports.count()
        row.closed_at = row.closed_at if row.outcome else None
        row.save()


class Migration(migrations.Migration):
    dependencies = [("shield", "0010_faults")]
    operations = [migrations.RunPython(stand, migrations.RunPython.noop)]
