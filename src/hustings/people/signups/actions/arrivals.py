"""Arrivals, written down once an act is confirmed, for segments and figures."""

import logging
from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.utils import timezone

from hustings.foundation.lib.text.text_folding import fold
from hustings.people.persons.models import Arrival, Consent, Person, RecruitLink
from hustings.people.signups.actions.referral_links import note_recruiter

log = logging.getLogger(__name__)
KEPT = timedelta(days=760)  # 25 months, as sums of views
_AT_ONCE = 5_000


def agreed_before(key: str) -> bool:
    """Whether whoever has this mailbox stands at a yes to something: asked before they are taken in."""
    return Consent.objects.live().filter(person__emails__key=key).exists()


def note_arrival(
    *,
    person: Person,
    act: Arrival.Act,
    came: Mapping[str, str] | None,
    came_before: bool,
    recruiter: Person | None = None,
) -> None:
    """Keep the words by which somebody came and their ``recruiter``; one's own link counts for nothing."""
    words = dict(came or {})
    owner = recruiter or RecruitLink.objects.all().owner(words.get("via", ""))
    if owner == person:
        owner = None
        words.pop("text", None)
    if owner is None:
        words.pop("via", None)
    elif "via" not in words and (link := owner.recruit_links.live().first()):
        words["via"] = link.token
    rows = [Arrival(person=person, act=act, kind=kind, word=word) for kind, word in _words(words)]
    if rows:
        Arrival.objects.bulk_create(rows, ignore_conflicts=True)  # the first time is what counts
    if owner:
        note_recruiter(person=person, recruiter=owner, came_before=came_before)


def _words(came: Mapping[str, str]) -> Iterator[tuple[Arrival.Kind, str]]:
    for name, word in came.items():
        if name in Arrival.Kind.values:
            kind = Arrival.Kind(name)
            said = word if kind in Arrival.CODES else fold(word)[:60]
            if said:
                yield kind, said


def forget_arrivals() -> int:
    """Delete words of more than 25 months ago, some thousands at a time."""
    n, old = 0, Arrival.objects.filter(at__lt=timezone.now() - KEPT).order_by("at")
    while found := list(old.values_list("pk", flat=True)[:_AT_ONCE]):
        n += Arrival.objects.filter(pk__in=found).delete()[0]
    log.info("arrivals forgotten n=%s", n)
    return n
