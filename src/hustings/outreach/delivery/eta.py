"""Expected end of a mailing, and what holds its letters up, in sentences."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib import dates
from hustings.outreach.delivery import send_windows
from hustings.outreach.delivery.models import Delivery, Destination, Pace, Warmup
from hustings.outreach.delivery.progress import Progress
from hustings.outreach.mailings.models import Mailing

_MOST = 5


def of(mailing: Mailing, progress: Progress) -> list[str]:
    """The sentences for a mailing's page; none where it does not move."""
    if not mailing.is_moving or not progress.waiting:
        return []
    now = timezone.now()
    return [*_closed(now), *_end(mailing, progress, now)]


def closed(now: datetime) -> list[tuple[Pace, str]]:
    """The roads that are closed, each with what it is called."""
    names = {each.key: each.name for each in Destination.objects.all()}
    found = Pace.objects.filter(held_until__gt=now).order_by("-held_until")
    return [(pace, names.get(pace.key, pace.key)) for pace in found]


def _closed(now: datetime) -> Iterator[str]:
    found = closed(now)
    for pace, name in found[:_MOST]:
        until = formats.time_format(timezone.localtime(pace.held_until), "TIME_FORMAT")
        words = _("E-mails to %(name)s wait until %(time)s because its server answered: “%(said)s”.")
        yield words % {"name": name, "time": until, "said": pace.said}
    if (more := len(found) - _MOST) > 0:
        words = ngettext("Also waiting: %(n)d more domain.", "Also waiting: %(n)d more domains.", more)
        yield words % {"n": more}


def _end(mailing: Mailing, progress: Progress, now: datetime) -> Iterator[str]:
    domain = Campaign.current().sender_domain
    plan, today = Warmup.objects.filter(domain=domain).first(), timezone.localdate(now)
    cap = plan.cap(today) if plan else None
    if plan and cap is not None:
        pace = Pace.objects.filter(key=f"@{domain}", day=today).first()
        end = plan.ends(progress.waiting, today, pace.n_day if pace else 0)
        tomorrow = plan.cap(today + timedelta(days=1))
        values = {"domain": domain, "n": formats.number_format(cap, force_grouping=True)}
        yield _("%(domain)s is warming up: up to %(n)s e-mails can be sent today.") % values
        if tomorrow is not None:
            n = formats.number_format(tomorrow, force_grouping=True)
            yield _("Tomorrow up to %(n)s, and more each day.") % {"n": n}
        if end and end > today:
            day = dates.date_format(end, "DATE_FORMAT")
            yield _("This mailing should be complete on %(day)s.") % {"day": day}
            return
    if progress.per_minute:
        rows = Delivery.objects.filter(mailing=mailing, state=Delivery.State.QUEUED)
        last = rows.aggregate(at=Max("due_at"))["at"] or now
        end_at = max(last, send_windows.after(mailing, now, progress.waiting / progress.per_minute))
        when = timezone.localtime(end_at)
        is_today = when.date() == today
        shown = dates.date_format(when, "TIME_FORMAT" if is_today else "DATETIME_FORMAT")
        yield _("Expected end: %(when)s.") % {"when": shown}
