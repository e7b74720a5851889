"""Link to somebody's own page, mailed by the team."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings.accounts.access import needs
from hustings.accounts.models import User
from hustings.people.actions import own_page
from hustings.people.refusals import Refused
from hustings.people.rights import CHANGE_PEOPLE
from hustings.people.views import hq
from hustings.people.views.once import once


@needs(CHANGE_PEOPLE)
@require_POST
@once
def send_page_link(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Mail somebody the link to their own page, since they asked for it."""
    assert isinstance(request.user, User)
    person = hq.person(request, uid, CHANGE_PEOPLE)
    try:
        own_page.send_link(person=person, user=request.user)
    except Refused as why:
        return hq.refused(request, person, why)
    return hq.back(request, person, _("The link to their page is on its way."))
