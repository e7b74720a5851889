"""The weekly bulletin: drafted by itself, approved by the security lead, sent as a mailing to the team."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib import dates
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Purpose
from hustings.people.segments.models import Segment
from hustings.security.incidents import access_log, sentences, tasks
from hustings.security.incidents.actions.incidents import Refused
from hustings.security.incidents.actions.intake import raw
from hustings.security.incidents.bulletin import bulletins, letters
from hustings.security.incidents.hostile_mail import picture
from hustings.security.incidents.models import (
    Action,
    Bulletin,
    Incident,
    Look,
    ShieldSettings,
    Sighting,
    Story,
)

MOST_STORIES = 3
_MOST_LINES = 12


@transaction.atomic
def draft(*, today: date | None = None) -> Bulletin | None:
    """Draft that of the week that is over, once; None where it is switched off, there already, or empty."""
    today = today or timezone.localdate()
    week = today - timedelta(days=today.weekday() + 7)
    if not ShieldSettings.current().has_bulletin or Bulletin.objects.filter(week=week).exists():
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
    """Messages held that week and not said to be harmless; those that people reported first."""
    start = timezone.make_aware(datetime.combine(week, time()))
    rows = Incident.objects.standing().filter(
        last_at__gte=start, last_at__lt=start + timedelta(days=7), action__gte=Action.QUARANTINE
    )
    wanted = rows.filter(outcome__in=["", Incident.Outcome.ATTACK])
    return wanted.order_by("-outcome", "-n_reports", "-n_sightings", "pk")[:MOST_STORIES]


def _story(bulletin: Bulletin, place: int, incident: Incident, hidden: re.Pattern[str]) -> Story:
    rows = incident.sightings.filter(action__gte=Action.WARN).order_by("at", "pk")
    first: Sighting | None = rows.first()
    data = next((found for one in rows[:5] if (found := raw(one.sha256))), None)
    text = picture.draw(data).text if data else ""
    lines = [hidden.sub("…", line.strip())[:300] for line in text.splitlines() if line.strip()][:_MOST_LINES]
    named = incident.reports.filter(is_named=True).select_related("user").order_by("at", "pk")[:3]
    boxes = {box for some in rows.values_list("mailboxes", flat=True)[:2_000] for box in some}
    return Story(
        bulletin=bulletin, incident=incident, position=place, lines=lines,
        sender=hidden.sub("…", first.sender) if first else "",
        subject=picture.defused(hidden.sub("…", incident.title))[:300],
        tells=[_tell(hidden, *row) for row in sentences.against(first.signals if first else [])[:4]],
        n_people=len(boxes),
        thanked=", ".join(str(report.user) for report in named)[:200],
    )  # fmt: skip


def _tell(hidden: re.Pattern[str], name: str, says: dict[str, str] | str, *share: float | None) -> list[Any]:
    if isinstance(says, str):
        return [name, hidden.sub("…", says)]
    return [name, {code: hidden.sub("…", words) for code, words in says.items()}, *share]


@transaction.atomic
def approve(*, bulletin: Bulletin, user: User) -> Mailing:
    """Make it a mailing to the team: a draft, which whoever sends mailings checks, has approved and sends."""
    held = Bulletin.objects.select_for_update().get(pk=bulletin.pk)
    if not held.stories.exists():
        raise Refused(_("The bulletin is empty."))
    if held.dropped_at or held.mailing_id:
        raise Refused(_("This bulletin has already been approved or discarded."))
    with translation.override(Campaign.current().language):
        name = _("Security bulletin, week of %(day)s") % {"day": dates.date(held.week, "DATE_FORMAT")}
        made = Mailing.objects.create(
            name=name[:100], content=letters.content(held), segment=_readers(), user=user,
            purpose=Purpose.TEAM, says=Mailing.Says.SERVICE, advertising=Mailing.Said.OWN,
            ad_reason=_("For the team only"),
        )  # fmt: skip
    Bulletin.objects.filter(pk=held.pk).update(approved_at=timezone.now(), approved_by=user, mailing=made)
    tasks.bring_team_up_to_date.enqueue()
    access_log.note(user=user, what=Look.What.HANDED, about=str(held))
    return made


def _readers() -> Segment:
    """Those of the team who stand at yes to bulletins: one segment for all of them."""
    asks = {"criterion": "consent", "operator": "yes", "value": Purpose.TEAM.value}
    criteria = {"match": "all", "criteria": [asks]}
    return Segment.objects.filter(criteria=criteria).order_by("pk").first() or Segment.objects.create(
        name=_("Team: bulletins"), criteria=criteria, note=_("Team members who haven’t opted out")
    )


@transaction.atomic
def change(*, bulletin: Bulletin, foreword: str, kept: Iterable[int]) -> None:
    """Another foreword, and only these stories, while it is a draft."""
    waiting = Bulletin.objects.filter(pk=bulletin.pk, mailing=None, dropped_at=None)
    if not waiting.update(foreword=foreword):
        raise Refused(_("This bulletin has already been approved or discarded."))
    left_out = bulletin.stories.exclude(pk__in=list(kept))
    if left_out.count() == bulletin.stories.count():
        raise Refused(_("Keep at least one attack, or choose “No bulletin this week”. Nothing was changed."))
    left_out.delete()


@transaction.atomic
def drop(*, bulletin: Bulletin) -> None:
    """This week without one."""
    Bulletin.objects.filter(pk=bulletin.pk, mailing=None).update(dropped_at=timezone.now())
