"""API of candidacies: public data, the same for everyone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError

from hustings.foundation.elections.models import Election
from hustings.foundation.territories.models import Containment, Kind, Zone
from hustings.site.candidates import pages
from hustings.site.candidates.models import Candidacy, CandidacyQuerySet

router = Router(tags=["candidates"])
MOST = 100


class ZoneOut(Schema):
    """A territory."""

    kind: str
    code: str
    name: str
    country: str


class ElectionOut(Schema):
    """An election and the days of its rounds."""

    id: int
    name: str
    kind: str
    days: list[date]


class CandidateOut(Schema):
    """One candidacy. ``pages`` and ``biographies`` are by language."""

    id: int
    name: str
    given_name: str
    family_name: str
    ticket: str
    position: int
    deputy: str
    election: int
    zone: ZoneOut
    email: str
    links: list[str]
    biographies: dict[str, str]
    pages: dict[str, str]


class CandidatesOut(Schema):
    """One page of candidates. Pass ``next`` as ``after`` to get the next page."""

    candidates: list[CandidateOut]
    next: str | None


@router.get("/elections", response=list[ElectionOut], summary="Elections that candidates stand at")
def elections(request: HttpRequest) -> list[dict[str, Any]]:
    """All elections, with their days."""
    rows = Election.objects.filter(pk__in=Candidacy.objects.values("election")).prefetch_related("rounds")
    return [
        {"id": one.pk, "name": one.name, "kind": one.kind, "days": [day.on for day in one.rounds.all()]}
        for one in rows
    ]


@router.get("/candidates", response=CandidatesOut, summary="Candidates, a page at a time")
def candidates(
    request: HttpRequest,
    election: int | None = None,
    zone: str = "",
    kind: str = "",
    postcode: str = "",
    q: str = "",
    after: str = "",
    limit: int = 50,
) -> dict[str, Any]:
    """Candidates, by name. ``zone`` (a code; add ``kind`` where two territories share it): those who stand
    there or in a part of it. ``postcode``: those its voters can choose. Without ``election``: upcoming
    and recent elections.
    """
    if kind and kind not in Kind.values:
        raise HttpError(422, f"Unknown kind of territory. Use one of: {', '.join(Kind.values)}.")
    found = Candidacy.objects.public()
    found = found.filter(election=min(election, 2**31)) if election is not None else found.current()
    found = _there(found, zone[:40], kind, postcode[:12]).search(q[:100])
    size = max(1, min(limit, MOST))
    rows = list(found.after(after).for_pages().order_by("name_key", "pk")[: size + 1])
    shown = rows[:size]
    return {"candidates": _told(shown), "next": str(shown[-1].pk) if len(rows) > len(shown) else None}


def _there(found: CandidacyQuerySet, zone: str, kind: str, postcode: str) -> CandidacyQuerySet:
    if zone:
        zones = Zone.objects.filter(code__iexact=zone.replace("\0", ""))
        zones = zones.of_kind(kind) if kind else zones
        found = found.filter(zone__in=Containment.objects.filter(outer__in=zones).values("inner"))
    if postcode:
        communes = Zone.objects.for_postcode(postcode.replace("\0", ""))
        there = Q(pk__in=communes.values("pk")) | Q(parent__in=communes.values("pk"), kind=Kind.PART)
        inner = Zone.objects.filter(there).values("pk")
        found = found.filter(zone__in=Containment.objects.filter(inner__in=inner).values("outer"))
    return found


@router.get("/candidates/{int:pk}", response=CandidateOut, summary="One candidate")
def candidate(request: HttpRequest, pk: int) -> dict[str, Any]:
    """One candidate; 404 after a withdrawal."""
    found = Candidacy.objects.public().for_pages().filter(pk=min(pk, 2**62)).first()
    if found is None:
        raise HttpError(404, "Candidate not found.")
    return _told([found])[0]


def _told(rows: Sequence[Candidacy]) -> list[dict[str, Any]]:
    keys = [one.pk for one in rows]
    urls = {code: pages.addresses(keys, code) for code, _name in settings.LANGUAGES}
    names = [
        "name", "given_name", "family_name", "ticket", "position", "deputy", "email", "links", "biographies",
    ]  # fmt: skip
    return [
        {name: getattr(one, name) for name in names}
        | {
            "id": one.pk,
            "election": one.election_id,
            "zone": {name: getattr(one.zone, name) for name in ("kind", "code", "name", "country")},
            "pages": {code: theirs[one.pk] for code, theirs in urls.items() if one.pk in theirs},
        }
        for one in rows
    ]
