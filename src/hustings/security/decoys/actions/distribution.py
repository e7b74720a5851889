"""Sets of decoy log-ins for somebody else's phishing page: taken out by a person, never sent by us."""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.security.decoys import digests, register
from hustings.security.decoys.actions.people import Shown, add_login, invent_people
from hustings.security.decoys.models import Distribution, Entry, Keeping


class NotAllowed(Exception):
    """Sets may not be taken out, or not without the confirmation; the message says which."""


class TakenOut(NamedTuple):
    """A set with its passwords, which are shown once."""

    handing: Distribution
    logins: list[Shown]


@transaction.atomic
def allow_sets(*, user: User, is_allowed: bool) -> None:
    """A director says whether sets may be taken out at all. At first they may not."""
    if not access.everywhere(user, CHANGE_SETTINGS):
        raise NotAllowed(_("Only a director can decide this."))
    digests.keeping()
    rows = Keeping.objects.filter(pk=1, sets_since__isnull=is_allowed)
    since = timezone.now() if is_allowed else None
    if rows.update(sets_since=since, sets_by=user.email if is_allowed else ""):
        deed = Entry.Deed.SETS_ON if is_allowed else Entry.Deed.SETS_OFF
        register.write(deed, "keeping:1", {}, user)


@transaction.atomic
def take_out(
    *, page: str, why: str, n: int, domain: str, language: str, user: User, has_confirmed: bool
) -> TakenOut:
    """Make ``n`` log-ins and people for one page alone; whoever confirmed types them there."""
    if digests.keeping().sets_since is None:
        raise NotAllowed(_("A director must allow this first."))
    if not has_confirmed:
        raise NotAllowed(_("Confirm that you have read the legal note and take responsibility."))
    handing = Distribution.objects.create(
        page=page, why=why, user=user, who=f"{user.get_full_name()} <{user.email}>"
    )
    register.write(Entry.Deed.HANDED, register.about(handing), register.said_of(handing), user)
    decoys = invent_people(n=n, domain=domain, language=language, user=user, handing=handing)
    logins = [add_login(decoy=decoy, place=page[:300], user=user, is_single=True) for decoy in decoys]
    return TakenOut(handing, logins)
