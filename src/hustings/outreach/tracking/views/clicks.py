"""HQ: who clicked in a mailing, for those who may see these people."""

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.sql import keyset
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.pages import find, framed_below
from hustings.outreach.tracking import clickers
from hustings.outreach.tracking.models import MailingLink
from hustings.people.persons.access import access_gate
from hustings.people.persons.models import Look, Person
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE


@needs(VIEW_MAILINGS, VIEW_PEOPLE)
@require_safe
def clicks(request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
    """Those who clicked in any link, or in one; of the others only how many clicks there were."""
    mailing = find(pk)
    links = {link.number: link for link in MailingLink.objects.filter(mailing=mailing).order_by("number")}
    link = get_object_or_404(MailingLink, mailing=mailing, number=number) if number is not None else None
    found = clickers.of(mailing, Campaign.current(), link)
    seen = Person.objects.visible_to(request.user)
    rows = found.rows.filter(person__in=seen).select_related("person").prefetch_related("person__emails")
    shown, more = keyset.page(rows, request.GET.get("after", ""), order=("-last_at", "-pk"))
    context = framed_below(mailing, _("Who clicked")) | {
        "mailing": mailing,
        "link": link,
        "links": list(links.values()),
        "more": more,
        "n_found": rows.count(),
        "rows": [(row, row.person.emails.all()[:1], clickers.links_of(row, links)) for row in shown],
        "others": found.others(),
        "n_unseen": access_gate.n_unseen(request.user, found.rows),
        "segment": _segment(mailing, link) if access.may(request.user, CHANGE_PEOPLE) else "",
        **access_gate.contact_data(request.user, [row.person_id for row in shown], Look.How.LIST),
    }
    return render(request, "tracking/clicks.html", context)


def _segment(mailing: Mailing, link: MailingLink | None) -> str:
    if link:
        name = _("Clicked a link of %(mailing)s") % {"mailing": mailing.name}
        asked: dict[str, Any] = {"operator": "clicked_link", "value": link.pk}
    else:
        name = _("Clicked in %(mailing)s") % {"mailing": mailing.name}
        asked = {"operator": "clicked", "value": {"mailing": str(mailing.pk)}}
    words = {"name": name[:100], "with": json.dumps({"criterion": "mailing", **asked})}
    return f"{reverse('segments:segment_add')}?{urlencode(words)}"
