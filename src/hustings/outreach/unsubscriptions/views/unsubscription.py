"""Leaving by the link in a letter: for anybody who holds it, without log-in or cookie."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.emails import delivery_tokens
from hustings.outreach.unsubscriptions import actions
from hustings.outreach.unsubscriptions.reader_choices import is_in_topic, may_undo, refuses, stands_at_yes
from hustings.people.duplicates.merging import of_record
from hustings.people.persons import actions as people
from hustings.people.selfservice import actions as own_page


@csrf_exempt  # mail programs post without a cookie (RFC 8058); the token is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscription(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the choices and changes nothing, so link scanners do no harm. POST acts."""
    delivery, state = named(token)
    if delivery is None:
        return _page(request, {"state": state}, 400 if state == "unknown" else 200)
    with translation.override(delivery.person.language):
        return _for(request, delivery)


def named(token: str) -> tuple[Delivery | None, str]:
    """The letter that a link names, or why there is none: unknown, a test, or of somebody erased."""
    number = delivery_tokens.read(token)
    if number is None:
        return None, "unknown"
    found = Delivery.objects.select_related("person", "mailing", "mailing__topic")
    delivery = found.filter(pk=number).first() or _of_merged(found, number)
    return delivery, "test" if number == delivery_tokens.TEST else "gone"


def _of_merged(found: QuerySet[Delivery], number: int) -> Delivery | None:
    """Two records of one person got a mailing each, and are one by now: the letter that is still there."""
    held = of_record.put_away("delivery.delivery", number)
    return found.filter(person=held[0], mailing=held[1]["mailing"]).first() if held else None


def _for(request: HttpRequest, delivery: Delivery) -> HttpResponse:
    campaign = Campaign.current()
    wish = _("I want to get news by e-mail from %(name)s again.") % {"name": campaign.name}
    if request.method == "POST":
        is_one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        match "unsubscribe" if is_one_click else request.POST.get("deed"):
            case "unsubscribe":
                actions.unsubscribe(delivery=delivery)
            case "not_me":
                actions.is_not_me(delivery=delivery)
            case "no_measuring":
                actions.refuse_measuring(delivery=delivery)
            case "leave_topic":
                actions.leave_topic(delivery=delivery)
            case "resubscribe":
                actions.resubscribe(delivery=delivery, text=wish)
            case "own_page":  # to the mailbox, not here: letters are passed on
                own_page.ask_for_link(
                    address=people.read_email(delivery.address), language=delivery.person.language
                )
                return _page(request, {"state": "own_page", "address": masked(delivery.address)}, 200)
            case _unknown:
                return _page(request, {"state": "unknown"}, 400)
        delivery.refresh_from_db()
    state = "yes" if stands_at_yes(delivery) else "no"
    context = {
        "state": state,
        "is_back": request.POST.get("deed") == "resubscribe" and state == "yes",
        "delivery": delivery,
        "is_in_topic": is_in_topic(delivery),
        "address": masked(delivery.address),
        "wish": wish,
        "is_measured": campaign.measures_people and not refuses(delivery),
        "has_refused": request.POST.get("deed") == "no_measuring",
        "may_undo": state == "no" and may_undo(delivery),
    }
    return _page(request, context, 200)


def masked(address: str) -> str:
    """``z…@example.org``: enough to know which address, too little to learn one."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"


def _page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    return quiet(render(request, "unsubscriptions/unsubscription.html", context, status=status))


def quiet(response: HttpResponse) -> HttpResponse:
    """A page behind somebody's link: no other site and no search engine learns its address."""
    response["Referrer-Policy"] = "no-referrer"  # the address is a secret
    response["X-Robots-Tag"] = "noindex"
    return response
