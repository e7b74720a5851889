"""The weekly bulletin: drafted by itself, changed and approved by the security lead, mailed once to each."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.accounts.models import User
from hustings.shield import bulletins, known, picture, tasks
from hustings.shield.actions.intake import raw
from hustings.shield.actions.judging import Refused
from hustings.shield.models import Action, Arrangement, Bulletin, Incident, Posting, Sighting, Story, Taking

MOST_STORIES = 3
_MOST_LINES = 12


@transaction.atomic
def draft(*, today: date | None = None) -> Bulletin | None:
    """Draft that of the week that is over, once; None where it is switched off, there already, or empty."""
    today = today or timezone.localdate()
    week = today - timedelta(days=today.weekday() + 7)
    if not Arrangement.current().has_bulletin or Bulletin.objects.filter(week=week).exists():
        return None
    found = list(_worth_telling(week))
    if not found:
        return None
    made = Bulletin.objects.create(week=week)
    hidden = bulletins.hidden()
    stories = [_story(made, place, one, hidden) for place, one in enumerate(found)]
    Story.objects.bulk_create(stories)
    return made


def _worth_telling(week: date) -> Iterable[Incident]:
    """What was held that week and is not said to be harmless; what people reported first."""
    start = timezone.make_aware(datetime.combine(week, time()))
    rows = Incident.objects.standing().filter(
        last_at__gte=start, last_at__lt=start + timedelta(days=7), action__gte=Action.QUARANTINE
    )
    wanted = rows.filter(outcome__in=["", Incident.Outcome.ATTACK])
    return wanted.order_by("-outcome", "-n_reports", "-n_sightings", "pk")[:MOST_STORIES]


def _story(bulletin: Bulletin, place: int, incident: Incident, hidden: re.Pattern[str]) -> Story:
    rows = incident.sightings.filter(action__gte=Action.WARN).order_by("at", "pk")
    first: Sighting | None = rows.first()
    octets = next((found for one in rows[:5] if (found := raw(one.sha256))), None)
    text = picture.draw(octets).text if octets else ""
    lines = [hidden.sub("…", line.strip())[:300] for line in text.splitlines() if line.strip()][:_MOST_LINES]
    named = incident.reports.filter(is_named=True).select_related("user").order_by("at", "pk")[:3]
    boxes = {box for some in rows.values_list("mailboxes", flat=True)[:2_000] for box in some}
    return Story(
        bulletin=bulletin, incident=incident, position=place, lines=lines,
        sender=hidden.sub("…", first.sender) if first else "",
        subject=picture.defused(hidden.sub("…", incident.title))[:300],
        tells=[[name, hidden.sub("…", says)] for name, says in (first.signals if first else [])[:4]],
        n_people=len(boxes),
        thanked=", ".join(str(report.user) for report in named)[:200],
    )  # fmt: skip


@transaction.atomic
def approve(*, bulletin: Bulletin, user: User) -> int:
    """Send it to everybody of the team who didn't refuse; to how many."""
    now = timezone.now()
    waiting = Bulletin.objects.filter(pk=bulletin.pk, approved_at=None, dropped_at=None)
    if not bulletin.stories.exists():
        raise Refused(_("There is no story in it."))
    if not waiting.update(approved_at=now, approved_by=user):
        raise Refused(_("It was sent or dropped already."))
    refusing = Taking.objects.exclude(no_bulletin_since=None).values("user")
    readers = known.staff().exclude(pk__in=refusing)
    Posting.objects.bulk_create(
        [Posting(bulletin=bulletin, user=one) for one in readers], ignore_conflicts=True
    )
    postings = list(Posting.objects.filter(bulletin=bulletin).values_list("pk", flat=True))
    for posting in postings:
        tasks.mail_bulletin.enqueue(posting)
    return len(postings)


@transaction.atomic
def change(*, bulletin: Bulletin, foreword: str, kept: Iterable[int]) -> None:
    """Another foreword, and only these stories, while it is a draft."""
    if not Bulletin.objects.filter(pk=bulletin.pk, approved_at=None, dropped_at=None).update(
        foreword=foreword
    ):
        raise Refused(_("It was sent or dropped already."))
    bulletin.stories.exclude(pk__in=list(kept)).delete()


@transaction.atomic
def drop(*, bulletin: Bulletin) -> None:
    """This week without one."""
    Bulletin.objects.filter(pk=bulletin.pk, approved_at=None).update(dropped_at=timezone.now())
