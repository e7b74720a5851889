"""Responses that count: of each form a person's newest, of those confirmed and not put aside."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from hustings.people.duplicates.merging.unmerge import Whose
from hustings.site.forms.models import Response


def read_anew(*people: int) -> None:
    """Mark the earlier ones replaced, and the newest not, whatever was before; no word where all stays."""
    found = Response.objects.filter(person__in=people, confirmed_at__isnull=False, aside_at=None)
    seen: set[tuple[Any, int]] = set()
    counts, earlier = [], []
    for pk, person, form, replaced_at in found.order_by("-confirmed_at", "-pk").values_list(
        "pk", "person", "questionnaire", "replaced_at"
    ):
        is_newest = (person, form) not in seen
        seen.add((person, form))
        if is_newest and replaced_at:
            counts.append(pk)
        elif not is_newest and not replaced_at:
            earlier.append(pk)
    if counts:
        Response.objects.filter(pk__in=counts).update(replaced_at=None)
    if earlier:
        Response.objects.filter(pk__in=earlier).update(replaced_at=timezone.now())


def later(found: QuerySet[Any], whose: Whose) -> QuerySet[Any]:
    return found.filter(sign_up__key__in=whose.keys, sent_at__gte=whose.since)
