"""Finds become incidents: new ones by themselves, others once somebody says that they mean to deceive."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.security.incidents import actions as shield
from hustings.security.incidents.clues import Clue
from hustings.security.incidents.models import Incident
from hustings.security.lookalikes.models import Find, Habit

AT_ONCE = 200
MOST = 2_000  # in one go; the next goes on
MOST_OF_ONE = 30  # names of one list, in a day, that become incidents; the others stay in the list of finds
_DAY = timedelta(days=1)
_HOST = "host:"


def open_new() -> int:
    """Open incidents for what looks like ours and nobody has judged; how many finds."""
    wanted = Find.objects.filter(
        opened_at=None, judged_at=None, is_provider=False, strength__gte=Habit.current().least
    )
    n = 0
    while n < MOST and (found := list(wanted.order_by("-strength", "pk")[:AT_ONCE])):
        n += len(found)
        _open_some(found)
    return n


@transaction.atomic
def _open_some(found: Sequence[Find]) -> None:
    """Open the likest of each list and one incident of the rest, so that no list hides attacks."""
    now, by_list = timezone.now(), defaultdict(list)
    used = shield.used(hosts=[row.host for row in found])
    _open(row for row in found if row.host in used)
    for row in found:
        if row.host not in used:
            by_list[row.source].append(row)
    for source, rows in by_list.items():
        own = Q(incident__kind=Incident.LOOKALIKE)
        lately = Find.objects.filter(own, source=source, opened_at__gt=now - _DAY)
        room = max(MOST_OF_ONE - lately.count(), 0)
        _open(rows[:room])
        for row in rows[room:]:
            row.opened_at = now
        Find.objects.bulk_update(rows[room:], ["opened_at"], batch_size=AT_ONCE)
        if rows[room:]:
            more = Find.objects.filter(source=source, opened_at__gt=now - _DAY, incident=None)
            shield.sum_up(source=source, day=f"{timezone.localdate(now)}", n=more.count())


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
    found: Incident | None = find.incident
    return found.merged_into or found if found else None


def judged(finds: Iterable[Find], judgement: str, user: User | None) -> None:
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
    if incident.kind == Incident.LOOKALIKE and shield.is_summary(incident):
        where = f"{reverse('lookalikes:list')}?of=own"
        yield Clue(_("Domains found in this list"), where, _("“Malicious” opens an incident"))
    parts = Incident.objects.filter(merged_into=incident).order_by().values("pk")
    # Of a long list some became no incident; letters may use their domains since.
    marks = incident.marks.filter(cut_at=None, key__startswith=_HOST).order_by()
    used = marks.values_list(Substr("key", len(_HOST) + 1))
    mine = Q(incident=incident) | Q(incident__in=parts) | Q(incident=None, host__in=used)
    for row in Find.objects.filter(mine).order_by("pk")[:20]:
        title = _("Look-alike domain: %(name)s") % {"name": row.shown or row.host}
        yield Clue(title, reverse("lookalikes:find", args=[row.pk]), _("Abuse reports, ready to send"))
