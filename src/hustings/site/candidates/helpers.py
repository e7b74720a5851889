"""Give one candidate a helper, and end it."""

import logging

from django.db import transaction

from hustings.foundation.accounts.actions import grants, members
from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.roles import Role
from hustings.site.candidates.models import Candidacy, Helper

log = logging.getLogger(__name__)


@transaction.atomic
def add(*, candidacy: Candidacy, email: str, name: str, by: User) -> Helper:
    """A member of the team, or somebody who is invited with it. Raises grants.BeyondYourRights."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        members.invite(email=email, name=name, role=Role.HELPER, zone=candidacy.zone, by=by)
        grant = Grant.objects.live().get(user__email__iexact=email, role=Role.HELPER)
    else:
        grant = grants.grant(user=user, role=Role.HELPER, zone=candidacy.zone, by=by)
    made, _is_new = Helper.objects.get_or_create(candidacy=candidacy, grant=grant)
    log.info("candidates.helper added candidacy=%s user=%s", candidacy.pk, grant.user_id)
    return made


@transaction.atomic
def remove(*, helper: Helper, by: User) -> None:
    """End it for this candidate; the role goes with the last one. Raises grants.BeyondYourRights."""
    grant, candidacy = helper.grant, helper.candidacy_id
    helper.delete()
    if not Helper.objects.filter(grant=grant).exists():
        grants.revoke(grant=grant, by=by)
    log.info("candidates.helper removed candidacy=%s user=%s", candidacy, grant.user_id)
