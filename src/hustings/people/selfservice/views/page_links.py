"""Link to somebody's own page, mailed by the team."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.people.selfservice import actions


@needs(CHANGE_PEOPLE)
@require_POST
@once
def send_page_link(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Mail somebody the link to their own page, since they asked for it."""
    person = frame.person(request, uid, CHANGE_PEOPLE)
    try:
        actions.send_link(person=person, user=me(request))
    except Refused as why:
        return frame.refused(request, person, why)
    return frame.back(request, person, _("The link to their personal page was sent."))
