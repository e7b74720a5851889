"""How often things were seen and used on which sites, of the last thirty days."""

from datetime import timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from hustings.foundation.lib.embeds import Thing
from hustings.site.embeds.models import Use

DAYS = 30


def by_thing() -> dict[str, dict[str, int]]:
    """Of each thing, by its name: views and acts everywhere."""
    rows = _lately().values("kind", "key").annotate(views=Sum("n_views"), acts=Sum("n_acts"))
    return {f"{row['kind']}/{row['key']}": {"views": row["views"], "acts": row["acts"]} for row in rows}


def by_host(thing: Thing | None = None) -> list[dict[str, Any]]:
    """Of each site, most acts first: of one thing, or of all."""
    found = _lately()
    if thing:
        found = found.filter(kind=thing.kind, key=thing.key)
    rows = found.values("host").annotate(views=Sum("n_views"), acts=Sum("n_acts"))
    return list(rows.order_by("-acts", "-views", "host"))


def _lately() -> Any:
    return Use.objects.order_by().filter(day__gt=timezone.localdate() - timedelta(days=DAYS))
