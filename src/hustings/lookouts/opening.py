"""Finds become incidents: new ones by themselves, others once somebody says that they mean to deceive."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.accounts.models import User
from hustings.lookouts.models import Find, Habit
from hustings.shield import actions as shield
from hustings.shield.clues import Clue
from hustings.shield.models import Incident

AT_ONCE = 200
MOST = 2_000  # in one go; the next goes on


def open_new() -> int:
    """Open incidents for what looks like ours and nobody has judged; how many finds."""
    wanted = Find.objects.filter(
        opened_at=None, judged_at=None, is_provider=False, strength__gte=Habit.current().least
    )
    n = 0
    while n < MOST and (found := list(wanted.order_by("-strength", "pk")[:AT_ONCE])):
        n += len(_open(found))
    return n


@transaction.atomic
def _open(finds: Iterable[Find]) -> list[Find]:
    rows = list(finds)
    homes = shield.open_lookalikes(hosts={row.host: row.first_at for row in rows})
    now = timezone.now()
    for row in rows:
        row.opened_at, row.incident = now, homes.get(row.host)
    Find.objects.bulk_update(rows, ["opened_at", "incident"], batch_size=AT_ONCE)
    return rows


def incident_of(find: Find) -> Incident | None:
    """The incident that it is part of now."""
    found: Incident | None = find.incident
    return found.merged_into or found if found else None


def judged(finds: Iterable[Find], judgement: str, user: User | None) -> None:
    """Have incidents follow what somebody says of finds."""
    rows = list(finds)
    if judgement == Find.Judgement.HOSTILE:
        _open(row for row in rows if row.incident is None)
    deeds = {
        Find.Judgement.HOSTILE: shield.confirm_lookalike, Find.Judgement.HARMLESS: shield.drop_lookalike,
    }  # fmt: skip
    deed = deeds.get(Find.Judgement(judgement), shield.doubt_lookalike)
    for row in rows:
        if incident := incident_of(row):
            deed(host=row.host, incident=incident, user=user)


def clues(incident: Incident) -> Iterator[Clue]:
    """The finds of an incident, for its page."""
    parts = Incident.objects.filter(merged_into=incident).order_by().values("pk")
    rows = Find.objects.filter(Q(incident=incident) | Q(incident__in=parts))
    for row in rows.order_by("pk")[:20]:
        title = _("Look-alike: %(name)s") % {"name": row.shown or row.host}
        yield Clue(title, reverse("lookouts:find", args=[row.pk]), _("Notices, ready to send"))
