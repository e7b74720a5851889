"""Mail to those who voted on words that their author has changed since."""

from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations.announcements.kinds import MailKind
from hustings.deliberation.consultations.models import AnnouncementMail, Participant, Version, Vote
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.lib.text import phrases

NAME = "consultations.edited"


def _find(pk: int) -> Version | None:
    """The version, while it stands and can be voted on: a later one is told of by itself."""
    rows = Version.objects.select_related("item__phase__consultation")
    found = rows.filter(pk=pk, item__version=pk, item__hidden_at=None, item__withdrawn_at=None).first()
    return found if found and found.item.phase.is_open() else None


def _told(version: Version) -> QuerySet[Participant]:
    """Those whose vote stayed with earlier words, and who have had no mail about this item since."""
    item = version.item
    votes = Vote.objects.counted().filter(item=item, participant=OuterRef("pk"))
    since = Vote.objects.counted().filter(
        item=item, participant=OuterRef("participant"), version__gte=OuterRef("announcement__subject")
    )
    earlier = item.versions.exclude(pk=version.pk).values("pk")
    told = AnnouncementMail.objects.mailed(NAME).filter(
        participant=OuterRef("pk"), announcement__subject__in=earlier
    )
    rows = item.consultation.participants.filter(Exists(votes)).exclude(items=item)
    return rows.exclude(Exists(votes.filter(version=version))).exclude(Exists(told.exclude(Exists(since))))


def _words(version: Version, participant: Participant) -> Words:
    lines = [
        _("You voted on this. Its author has changed the words since:"),
        phrases.quoted(version.title or version.text),
        *([version.why] if version.why else []),
        _("Your vote stays with the words you voted on. One click carries it over to the new ones."),
    ]
    subject = _("Changed since you voted: %(title)s") % {"title": version.item.phase.consultation.title}
    return Words(subject, lines, _("See what has changed"), mails.link("consultations:item", version.item_id))


def _titles(versions: Collection[int]) -> Mapping[int, str]:
    return {pk: str(row) for pk, row in Version.objects.in_bulk(versions).items()}


KIND = MailKind(NAME, gettext_lazy("Changed since you voted"), _find, _told, _words, _titles)
