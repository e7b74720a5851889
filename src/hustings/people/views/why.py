"""Why we have somebody, in one screen."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.accounts.access import needs
from hustings.people import reasons, showing, waiting
from hustings.people.models import Look
from hustings.people.rights import VIEW_PEOPLE
from hustings.people.views import hq


@needs(VIEW_PEOPLE)
@require_safe
def why(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Where they come from, what they said yes or no to, and why they got each letter."""
    someone = hq.person(request, uid)
    entries = reasons.answers(someone)
    context = {
        "person": someone,
        "where_from": reasons.where_from(someone),
        "arrivals": reasons.arrivals(someone, waiting.kept_from(request.user)),
        "entries": entries,
        "letters": list(reasons.letters(someone, entries)),
        **showing.contact_data(request.user, [someone.pk], Look.How.RECORD),
    }
    return hq.page(
        request, "people/why.html", context, title=_("Why we have them"), trail=hq.people_trail(someone),
        icon="help",
    )  # fmt: skip
