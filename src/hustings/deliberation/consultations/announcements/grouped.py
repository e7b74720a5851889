"""Mail to those who voted on one of several contributions that were grouped since."""

from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations.announcements.kinds import MailKind
from hustings.deliberation.consultations.models import AnnouncementMail, Grouped, Grouping, Participant, Vote
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.lib.text import phrases

NAME = "consultations.grouped"


def _find(pk: int) -> Grouping | None:
    return Grouping.objects.filter(pk=pk, undone_at=None).select_related("consultation").first()


def _told(grouping: Grouping) -> QuerySet[Participant]:
    """Those who voted on some of its members, but not on all; without those told of another group of them."""
    items = grouping.members.values("item")
    votes = Vote.objects.counted().filter(participant=OuterRef("pk"), item__in=items)
    theirs = Vote.objects.counted().filter(participant=OuterRef(OuterRef("pk")), item=OuterRef("item"))
    unknown = Grouped.objects.filter(grouping=grouping).exclude(Exists(theirs))
    others = Grouped.objects.filter(item__in=items).exclude(grouping=grouping).values("grouping")
    told = AnnouncementMail.objects.mailed(NAME).filter(
        participant=OuterRef("pk"), announcement__subject__in=others
    )
    rows = grouping.consultation.participants.filter(Exists(votes), Exists(unknown))
    return rows.exclude(Exists(told))


def _words(grouping: Grouping, participant: Participant) -> Words:
    votes = Vote.objects.filter(
        participant__in=participant.voices(), item__in=grouping.members.values("item")
    )
    item = votes.select_related("item__version").earliest("pk").item
    lines = [
        _("You voted on this. The moderators grouped it with others that say the same."),
        phrases.quoted(item),
        _("Your vote stays where it is. You can read the others, and vote on them, too."),
    ]
    subject = _("Others say the same: %(title)s") % {"title": grouping.consultation.title}
    return Words(subject, lines, _("See the others"), mails.link("consultations:item", item.pk) + "#alike")


def _titles(groupings: Collection[int]) -> Mapping[int, str]:
    rows = Grouped.objects.filter(grouping__in=groupings, position=0).select_related("item__version")
    return {row.grouping_id: str(row.item) for row in rows}


def _undone(groupings: Collection[int]) -> Collection[int]:
    return set(Grouping.objects.filter(pk__in=groupings).exclude(undone_at=None).values_list("pk", flat=True))


KIND = MailKind(NAME, gettext_lazy("Contributions that say the same"), _find, _told, _words, _titles, _undone)
