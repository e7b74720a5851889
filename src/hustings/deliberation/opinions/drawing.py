"""Draw the map of a step anew, where its votes have changed enough."""

import logging
import zlib
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations.models import Kind, Phase
from hustings.deliberation.opinions import map_figures, map_votes, statements
from hustings.deliberation.opinions.maps import opinion_map
from hustings.deliberation.opinions.maps.votes import LEAST
from hustings.deliberation.opinions.models import Map
from hustings.foundation.lib.sql import write_turns
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
SEED = 0
LEAST_PEOPLE = 10  # below which a map would show single people
KEPT = 2  # maps of a step: somebody may still be reading the one before
CHANGED = 0.01  # of all votes, for a new map at once
PATIENCE = timedelta(hours=1)  # any change makes a new map after that
Counters = Mapping[str, list[int]]


def counters(phase: Phase) -> dict[str, list[int]]:
    """Item -> its version that stands, and the votes on it."""
    names = ("version__n_agree", "version__n_mixed", "version__n_disagree", "version__n_pass")
    rows = statements.of(phase).order_by("pk").values_list("pk", "version", *names)
    return {str(pk): list(rest) for pk, *rest in rows}


def difference(before: Counters, now: Counters) -> int:
    """About how many votes came, went or changed."""
    n = 0
    for item in before.keys() | now.keys():
        old, new = before.get(item), now.get(item)
        if old and new and old[0] == new[0]:
            n += sum(abs(one - other) for one, other in zip(old[1:], new[1:], strict=True))
        else:
            n += sum((old or [0])[1:]) + sum((new or [0])[1:])
    return n


def is_due(phase: Phase) -> bool:
    """Whether the votes have changed enough since the last map."""
    now = counters(phase)
    last = Map.objects.filter(phase=phase).order_by("-pk").values("counters", "made_at").first()
    if last is None:
        return sum(sum(each[1:]) for each in now.values()) >= LEAST_PEOPLE * min(LEAST, max(1, len(now)))
    n = difference(last["counters"], now)
    if not n:
        return False
    is_late = timezone.now() - last["made_at"] >= PATIENCE or not phase.is_open()
    return is_late or n >= CHANGED * sum(sum(each[1:]) for each in now.values())


def due() -> list[Phase]:
    """Steps of statements whose map is to be drawn anew."""
    rows = Phase.objects.filter(kind=Kind.STATEMENTS, consultation__shown_at__isnull=False)
    return [phase for phase in rows.select_related("consultation") if is_due(phase)]


def draw(phase: Phase) -> Map | None:
    """The map of the votes as they stand; None where too few people voted, or nothing has changed."""
    counted = counters(phase)
    read = map_votes.of(phase)
    file = read.file()
    digest = map_votes.digest(file)
    last = Map.objects.filter(phase=phase).order_by("-pk").only("digest").first()
    if last and last.digest == digest:
        Map.objects.filter(pk=last.pk).update(counters=counted)
        return None
    table = read.table()
    drawn = opinion_map.draw(table, seed=SEED)
    n_people = len(drawn.with_copies.participants)
    if n_people < LEAST_PEOPLE:
        with write_turns.turn(), transaction.atomic():
            Map.objects.filter(phase=phase).delete()  # votes were taken back: what is left shows too few
            site_version.renew()
        return None
    text = drawn.text()
    with write_turns.turn(), transaction.atomic():
        made = Map.objects.create(
            phase=phase, parameters={"least": LEAST, "seed": SEED}, counters=counted, n_votes=read.n,
            n_people=n_people, digest=digest, fingerprint=drawn.fingerprint(),
            figures=map_figures.of(drawn, table), packed_votes=zlib.compress(file),
            packed_result=zlib.compress(text.encode()),
        )  # fmt: skip
        kept = Map.objects.filter(phase=phase).order_by("-pk").values_list("pk", flat=True)[:KEPT]
        Map.objects.filter(phase=phase).exclude(pk__in=list(kept)).delete()
        site_version.renew()
    log.info("opinions.draw phase=%s people=%s votes=%s", phase.pk, n_people, read.n)
    return made
