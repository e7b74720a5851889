"""Why we have somebody, in one screen."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.foundation.accounts.access import needs
from hustings.people.persons import pending_addresses
from hustings.people.persons.access import access_gate
from hustings.people.persons.models import Look
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.privacy import provenance


@needs(VIEW_PEOPLE)
@require_safe
def why(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Where they come from, what they said yes or no to, and why they got each letter."""
    someone = frame.person(request, uid)
    entries = provenance.answers(someone)
    context = {
        "person": someone,
        "where_from": provenance.where_from(someone),
        "arrivals": provenance.arrivals(someone, pending_addresses.kept_from(request.user)),
        "entries": entries,
        "letters": list(provenance.letters(someone, entries)),
        **access_gate.contact_data(request.user, [someone.pk], Look.How.RECORD),
    }
    return frame.page(
        request, "privacy/why.html", context,
        title=_("Why we have this data"), trail=frame.people_trail(someone), icon="help",
    )  # fmt: skip
