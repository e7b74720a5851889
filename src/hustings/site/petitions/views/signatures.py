"""The signatures of a petition, for those who may see the people behind them."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.lib.sql import keyset
from hustings.people.persons.access import access_gate, masking
from hustings.people.persons.models import Look
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.site.petitions.models import Signature
from hustings.site.petitions.views import hq


@needs(VIEW_PEOPLE)
@require_safe
def signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirmed ones, newest first."""
    found = hq.found(pk)
    rows = Signature.objects.filter(petition=found).confirmed().visible_to(request.user)
    after = request.GET.get("after", "")[:60]
    page, more = keyset.page(rows.select_related("zone", "person"), after)
    people = [each.person_id for each in page if each.person_id]
    seen = access_gate.contact_data(request.user, people, Look.How.LIST)
    table = [(each, masking.for_user(request.user, each.address)) for each in page]
    context = {"rows": table, "next": more, "is_later": bool(after), **seen}
    return hq.show(request, "signatures", found, context, _("Signatures"))
