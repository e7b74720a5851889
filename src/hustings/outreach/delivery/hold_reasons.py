"""Reasons for holding letters, in words: who waits for what until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.elections import law, shown
from hustings.foundation.legal import ANYWHERE, Pack, load
from hustings.foundation.legal.rules import Basis
from hustings.foundation.legal.send_windows import OWN
from hustings.foundation.lib.dates import date_format
from hustings.outreach.delivery import send_windows
from hustings.outreach.delivery.models import Delivery, reasons
from hustings.outreach.mailings.models import Mailing


@dataclass(frozen=True)
class Group:
    n: int
    due_at: datetime
    reason: str
    who: str  # where their readers are
    why: str
    article: str
    clock: str  # of the readers

    @property
    def local(self) -> str:
        """The moment by the readers' clock."""
        return date_format(self.due_at.astimezone(ZoneInfo(self.clock)), "SHORT_DATETIME_FORMAT")

    @property
    def is_far(self) -> bool:
        """Whether the readers' clock is another than ours."""
        return (
            self.due_at.astimezone(ZoneInfo(self.clock)).utcoffset()
            != timezone.localtime(self.due_at, ZoneInfo(settings.TIME_ZONE)).utcoffset()
        )


def of(mailing: Mailing) -> list[Group]:
    """The letters of a mailing that wait by what the law, the schedule or the limit says."""
    rows = Delivery.objects.filter(send_windows.waiting(), mailing=mailing, due_at__gt=timezone.now())
    found: dict[tuple[str, datetime], int] = {}
    for reason, due_at, n in rows.order_by().values_list("reason", "due_at").annotate(n=Count("*")):
        if reason.split("|")[1] == send_windows.LIMIT:  # each has a moment of their own: told by the hour
            due_at = due_at.replace(minute=0, second=0, microsecond=0)
        found[reason, due_at] = found.get((reason, due_at), 0) + n
    country = law.country()
    pack = load(country) if country else None
    return sorted(_groups(found, pack), key=lambda group: (group.due_at, -group.n))


def told(wait: send_windows.Wait, pack: Pack) -> str:
    """Why letters wait, in words, with the article."""
    _sign, key, _spots, number, name = [*wait.reason.split("|"), "", "", "", ""][:5]
    article = _article(pack, key)
    return f"{_why(key, number, name)} ({article})" if article else _why(key, number, name)


def _groups(found: dict[tuple[str, datetime], int], pack: Pack | None) -> Iterable[Group]:
    for (reason, due_at), n in found.items():
        _sign, key, spots, number, name = [*reason.split("|"), "", "", ""][:5]
        place = None
        if pack and key != send_windows.LIMIT:
            place = pack.place(*(spots.split(" ") if spots != ANYWHERE else [ANYWHERE]))
        yield Group(
            n,
            due_at,
            key,
            who=_who(pack, spots, key),
            why=_why(key, number, name),
            article=_article(pack, key),
            clock=place.clocks[0] if place and spots != ANYWHERE else settings.TIME_ZONE,
        )


def _who(pack: Pack | None, spots: str, key: str) -> str:
    if spots == ANYWHERE:
        return _("people without a territory")
    if pack is None or key == send_windows.LIMIT:
        return ""
    return shown.clocks(pack, spots.split(" "))


def _why(key: str, number: str, name: str) -> str:
    if key == send_windows.SCHEDULE:
        return _("scheduled time in their time zone")
    if key == send_windows.LIMIT:
        return _("limit of e-mails per person reached")
    if key == OWN:
        return _("outside the campaign’s sending hours")
    if key.startswith("silence."):
        return _("election silence: %(election)s, round %(round)s") % {"election": name, "round": number}
    return _("quiet hours")


def _article(pack: Pack | None, key: str) -> str:
    section, _dot, name = key.partition(".")
    rule = getattr(pack, section, {}).get(name) if pack and section in {"silence", "quiet"} else None
    return rule.article if rule and rule.basis is not Basis.PRACTICE else ""


def left_out(mailing: Mailing) -> list[tuple[str, int]]:
    """Why letters were left out, and how many, most first."""
    rows = Delivery.objects.filter(mailing=mailing, state=Delivery.State.SKIPPED)
    counts = rows.order_by().values_list("reason").annotate(n=Count("*"))
    return [(reasons.told(reason), n) for reason, n in sorted(counts, key=lambda row: -row[1])]
