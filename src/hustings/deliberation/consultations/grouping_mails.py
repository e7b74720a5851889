"""Mails to voters about groups of duplicates."""

from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from hustings.deliberation.consultations import addressees
from hustings.deliberation.consultations.models import Grouping, GroupingMail
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.jobs import exactly_once

QUOTED = 600  # letters of what they voted on


def begin_grouping(pk: int) -> list[int]:
    """The mails that are due of a group; none where it was undone meanwhile."""
    grouping = Grouping.objects.filter(pk=pk, undone_at=None).first()
    if grouping is None:
        return []
    Grouping.objects.filter(pk=pk, told_at=None).update(told_at=timezone.now())
    return list(grouping.mails.filter(mailed_at=None).order_by("pk").values_list("pk", flat=True))


def tell_voter(pk: int) -> bool:
    """Mail one voter once; False: it was mailed, or the group was undone."""
    rows = GroupingMail.objects.filter(pk=pk, mailed_at=None, grouping__undone_at=None)
    rows = rows.select_related("participant__person", "item__version", "item__consultation")
    return exactly_once.mail_once(f"consultations.grouping {pk}", rows, _tell_voter)


def _tell_voter(mail: GroupingMail) -> None:
    to = addressees.of(mail.participant)
    if to is None:
        return
    with translation.override(to.person.language):
        title = {"title": mail.item.consultation.title}
        lines = [
            _("You voted on this. The moderators grouped it with others that say the same."),
            f"« {Truncator(str(mail.item)).chars(QUOTED)} »",
            _("Your vote stays where it is. You can read the others, and vote on them, too."),
        ]
        link = mails.link("consultations:item", mail.item_id) + "#alike"
        subject = _("Others say the same: %(title)s") % title
        mails.message(to.address, Words(subject, lines, _("See the others"), link)).send()
