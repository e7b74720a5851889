"""Mails of a consultation as HQ lists them: what is told, and how many are sent."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise

from hustings.deliberation.consultations.announcements.kinds import kinds
from hustings.deliberation.consultations.models import Announcement, AnnouncementMail, Consultation
from hustings.foundation.lib.sql import keyset

SIZE = 20


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is told. ``is_spread``: every mail of it is counted; ``is_gone``: no more are sent."""

    announcement: Announcement
    label: str | Promise
    title: str
    n_sent: int
    n_waiting: int
    n_dropped: int
    is_gone: bool

    @property
    def is_spread(self) -> bool:
        return self.announcement.spread_at is not None


def label(kind: str) -> str | Promise:
    found = kinds.find(kind)
    return found.label if found else kind


def page(consultation: Consultation, after: str = "") -> tuple[list[Told], str]:
    """The newest first, without those that concerned nobody; and the place where the next page begins."""
    rows = Announcement.objects.filter(~Q(reached=0) | Q(spread_at=None), consultation=consultation)
    found, rest = keyset.page(rows, after, SIZE, ("-pk",))
    return _made(found), rest


def _made(found: Sequence[Announcement]) -> list[Told]:
    subjects: defaultdict[str, list[int]] = defaultdict(list)
    for each in found:
        subjects[each.kind].append(each.subject)
    titles = {
        name: kind.titles(keys) if (kind := kinds.find(name)) else {} for name, keys in subjects.items()
    }
    gone = {name: kind.gone(keys) if (kind := kinds.find(name)) else () for name, keys in subjects.items()}
    rows = AnnouncementMail.objects.filter(announcement__in=[each.pk for each in found]).order_by()
    counted = rows.values("announcement").annotate(
        n=Count("pk"), sent=Count("mailed_at"), dropped=Count("dropped_at")
    )
    figures = {row["announcement"]: row for row in counted}
    return [
        Told(
            each, label(each.kind), titles[each.kind].get(each.subject, ""), row["sent"],
            row["n"] - row["sent"] - row["dropped"], row["dropped"], each.subject in gone[each.kind],
        )
        for each in found
        for row in [figures.get(each.pk, {"n": 0, "sent": 0, "dropped": 0})]
    ]  # fmt: skip
