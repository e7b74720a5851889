"""HQ: what came back about a mailing, and the addresses that bounce."""

from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any

from django.contrib import messages
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import query_params
from hustings.outreach.bounces import actions, forgiveness, mailbox_settings
from hustings.outreach.bounces.actions import may_take_back
from hustings.outreach.bounces.models import Bounce
from hustings.outreach.delivery.models.reasons import Reason
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.pages import find, framed, framed_below
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.outreach.tracking.breakdown import FEWEST
from hustings.people.persons.access import access_gate
from hustings.people.persons.models import Email, Look, Person
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE

_DOMAINS = 20
# As SQLite wants it to use the index of those alone.
_BOUNCING = RawSQL(f"{Email._meta.db_table}.status = 'bouncing'", [], output_field=BooleanField())  # noqa: S611


@needs(VIEW_MAILINGS)
@require_safe
def came_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Counts by reason and by domain, and who it was as far as the user may see people."""
    mailing = find(pk)
    every = Bounce.objects.filter(delivery__mailing=mailing, taken_back_at=None).exclude(applied_at=None)
    every = every.exclude(kind=Bounce.Kind.LEAVE)
    domain, reason = query_params.text(request, "domain", 253), request.GET.get("reason", "")[:9]
    people = Person.objects.visible_to(request.user)
    every_domain = forgiveness.counted(every, "domain")
    domains = _told(every_domain, every.filter(delivery__person__in=people), me(request))
    if not access.everywhere(request.user, VIEW_PEOPLE) and domain not in dict(domains):
        domain = ""  # or the count of those out of sight would tell of it
    chosen = every.filter(domain=domain) if domain else every
    chosen = chosen.filter(reason=reason) if reason in Reason.values else chosen
    seen = chosen.filter(delivery__person__in=people)
    after = request.GET.get("after", "")
    rows, more = keyset.page(seen.select_related("delivery__person"), after, order=("-happened_at", "-pk"))
    listed = [row.delivery.person_id for row in rows]
    context = framed_below(mailing, _("Bounces")) | {
        "mailing": mailing,
        "rows": rows,
        "more": more,
        "reasons": [(code, Reason(code), n) for code, n in forgiveness.counted(every, "reason") if code],
        "domains": domains[:_DOMAINS],
        "n_other_domains": len(every_domain) - len(domains[:_DOMAINS]),
        "domain": domain,
        "reason": reason,
        "n_unseen": access_gate.n_unseen(request.user, chosen, "delivery__person"),
        **access_gate.contact_data(request.user, listed, Look.How.LIST),
    }
    return render(request, "bounces/came_back.html", context)


def _told(every: list[tuple[str, int]], seen: QuerySet[Bounce], user: User) -> list[tuple[str, int]]:
    """Large domains with their letters, others only with enough people: few may hide behind a name."""
    if access.everywhere(user, VIEW_PEOPLE):
        return every
    theirs = dict(forgiveness.counted(seen, "domain"))
    told = [(name, n if n >= FEWEST else theirs.get(name, 0)) for name, n in every]
    return [(name, n) for name, n in told if n]


@needs(VIEW_MAILINGS, VIEW_PEOPLE)
@require_safe
def bouncing(request: HttpRequest) -> HttpResponse:
    """Addresses that nothing is sent to any more, each with why; hours in which a provider had a fault."""
    user = me(request)
    search = query_params.text(request)
    seen = Person.objects.visible_to(user)
    found = Email.objects.filter(_BOUNCING)
    if not access.everywhere(user, VIEW_PEOPLE):
        found = found.filter(person__in=seen)
    if search:  # by domain alone: who may not see addresses can't spell them out
        found = found.filter(key__endswith=f"@{search.lower().removeprefix('@')}")
    after = request.GET.get("after", "")
    shown, more = keyset.page(found.select_related("person"), after, order=("-pk",))
    last = forgiveness.latest(shown)
    changes = Person.objects.visible_to(user, CHANGE_PEOPLE).filter(pk__in=[e.person_id for e in shown])
    theirs = set(changes.values_list("pk", flat=True))
    context: dict[str, Any] = framed(_("Bounced addresses")) | {
        "more": more,
        "n_found": found.count(),
        "search": search,
        "rows": [
            (each, last.get((each.person_id, each.address)), each.person_id in theirs) for each in shown
        ],
        "unread": mailbox_settings.troubled(),
        "bursts": forgiveness.bursts() if may_take_back(user) else [],
        **access_gate.contact_data(user, [each.person_id for each in shown], Look.How.LIST),
    }
    return render(request, "bounces/bouncing.html", context)


@needs(VIEW_MAILINGS, CHANGE_PEOPLE)
@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    user = me(request)
    seen = Person.objects.visible_to(user, CHANGE_PEOPLE)
    email = get_object_or_404(Email.objects.filter(person__in=seen).select_related("person"), pk=pk)
    actions.try_again(email=email, user=user)
    messages.success(request, _("We will write to this address again."))
    return redirect("bounces:bouncing")


@needs(SEND_MAILINGS, CHANGE_PEOPLE)
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    hour = _hour(request.POST.get("hour", ""))
    try:
        n = actions.take_back(domain=query_params.posted(request, "domain", 253), hour=hour, user=me(request))
    except mailings_refusals.Refused as refused:
        messages.error(request, str(refused))
    else:
        words = ngettext("%(n)d bounce was undone.", "%(n)d bounces were undone.", n)
        messages.success(request, words % {"n": n})
    return redirect("bounces:bouncing")


def _hour(text: str) -> datetime:
    try:
        hour = parse_datetime(text[:40])
    except ValueError:
        hour = None
    # The first and the last year have moments that other clocks can't tell.
    if hour is None or hour.tzinfo is None or not MINYEAR < hour.year < MAXYEAR:
        raise Http404
    return hour
