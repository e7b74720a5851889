"""Cards of this app: invite a friend, my data."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.people.selfservice import referrals
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known


def _friends(request: HttpRequest, known: Known | None) -> Card | None:
    """Their link, and how many came by it: of nobody else."""
    if known is None:
        return None
    words = {"recruiting": referrals.of(known.person)}
    return Card("friends", _("Invite a friend"), "selfservice/cards/friends.html", 80, words)


def _data(request: HttpRequest, known: Known | None) -> Card | None:
    return Card("data", _("My data"), "selfservice/cards/data.html", 90) if known else None


part = cards(_friends, _data)
