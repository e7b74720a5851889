"""People and segments in the search of HQ."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.hq import search
from hustings.people.persons.access import access_gate, masking
from hustings.people.persons.models import Look, Person
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE
from hustings.people.segments import territory_queries
from hustings.people.segments.models import Segment


def _people(request: HttpRequest, text: str, n: int) -> Iterator[search.Hit]:
    """As the list of people finds them; showing them counts as a look at the list."""
    user = request.user
    if not access.may(user, VIEW_PEOPLE):
        return
    found = territory_queries.seen_by(user).search(text, limit=n, is_whole=masking.hides(user))
    rows = found.select_related("zone").defer("zone__shape").prefetch_related("emails", "phones")
    asked = search.words(text)
    people = sorted(rows.order_by("name_key", "pk")[: 3 * n], key=lambda person: _rank(person, asked))[:n]
    shown = [person.pk for person in people[: n - 1]]  # the last one only tells that there are more
    seen = access_gate.contact_data(user, shown, Look.How.LIST)
    for person in people:
        yield search.Hit(
            str(person), reverse("persons:record", args=[person.uid]), _detail(person, hides=seen["hides"])
        )


def _rank(person: Person, asked: list[str]) -> bool:
    """Those whose whole names were typed come first."""
    return set(asked) != set(search.words(person.name))


def _detail(person: Person, *, hides: bool) -> str:
    ways: list[Any] = [*person.emails.all()[:1], *person.phones.all()[:1]][:1]
    shown = [masking.of(way) if hides else masking.plain(way) for way in ways]
    return search.beside(*shown, person.zone.name if person.zone else "")


def _segments(user: Any) -> QuerySet[Segment] | None:
    return Segment.objects.visible_to(user) if access.may(user, VIEW_PEOPLE) else None


def _address(user: Any, segment: Segment) -> str:
    """As in the list of segments: those who may not build one are led to its people."""
    if access.may(user, CHANGE_PEOPLE):
        return reverse("segments:segment", args=[segment.pk])
    return f"{reverse('segments:list')}?segment={segment.pk}"


SEGMENTS = search.Rows(_segments, "name", _address)
part = search.sources(
    search.Source("people", _("People"), "group", 20, _people, view="segments:list"),
    search.Source("segments", _("Segments"), "folder-inverse", 40, SEGMENTS),
)
