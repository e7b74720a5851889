"""Preview of a segment while it is built: a sentence, a number that keeps nobody waiting, a few people."""

import hashlib
import json
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import timezone
from django.views.decorators.http import require_POST

from hustings.foundation.accounts.access import needs
from hustings.foundation.lib.web import query_params as asked
from hustings.people.persons.models import Person
from hustings.people.persons.models.persons import PersonQuerySet
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.segments import criteria as segments
from hustings.people.segments.forms import Builder
from hustings.people.segments.models import Segment

SAMPLE = 10
COUNTED = 10_000  # beyond this the page does not wait for the number
KEPT = 120  # seconds that a large number is shown


@needs(CHANGE_PEOPLE)
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """How many and who, while it's being built."""
    builder = Builder(request.POST, user=request.user)
    of = asked.key(request.POST.get("of", ""))
    kept = Segment.objects.filter(pk=of).first() if of else None
    context = (
        preview_of(request, builder.as_json(), kept) if builder.is_valid() else {"faults": builder.faults()}
    )
    return frame.page(request, "segments/segment_preview.html", context, title="")


def preview_of(request: HttpRequest, criteria: Any, of: Segment | None = None) -> dict[str, Any]:
    """The sentence, the number up to COUNTED, a few of those whom the user may see and why they are in it."""
    try:
        sentence = str(segments.read(criteria, of=of.pk if of else None))
        found = segments.people(criteria, request.user)
        sample = _sample(found)
        why = segments.reasons(criteria, sample)
    except segments.BadCriteria as bad:
        return {"problem": str(bad)}
    n = found.order_by()[: COUNTED + 1].count()
    return {
        "sentence": sentence,
        "n": min(n, COUNTED),
        "is_more": n > COUNTED,
        "asked": json.dumps(criteria),
        "sample": [(person, why[person.pk]) for person in sample],
    }


def _sample(found: PersonQuerySet) -> list[Person]:
    """A few, newest first among the first that the database finds: sorting a million would take a second."""
    keys = list(found.order_by().values_list("pk", flat=True)[:SAMPLE])
    people = Person.objects.filter(pk__in=keys).select_related("zone").prefetch_related("emails")
    return list(people.order_by("-created_at", "-pk"))


@needs(CHANGE_PEOPLE)
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """The exact number, asked for by the page once all else is shown."""
    try:
        criteria = json.loads(request.POST.get("asked", ""))
        found = segments.people(criteria, request.user)
    except (ValueError, RecursionError, segments.BadCriteria):
        return HttpResponseBadRequest()
    n = cache.get_or_set(_key(request.user, found), found.count, KEPT)
    return frame.page(request, "segments/segment_count.html", {"n": n}, title="")


def _key(user: Any, found: PersonQuerySet) -> str:
    sql, params = found.query.sql_with_params()
    asked = f"{user.pk} {timezone.localdate()} {sql} {params!r}"
    return f"segment-count-{hashlib.sha256(asked.encode()).hexdigest()}"
