"""Offers of the page “Act”: open tasks near a place, and the form for volunteers."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.volunteers.models import Task
from hustings.foundation.lib.dates import date_format
from hustings.foundation.territories.models import Containment, Zone
from hustings.site.website.offers import Offer, Offers, offers


def find(request: HttpRequest, zone: Zone | None, n: int) -> list[Offer]:
    """The form first, then tasks: near the place, or from home. Nothing, and no query, without a place."""
    if zone is None:
        return []
    found = [_offer(task) for task in _tasks(zone)]
    if url := _form_url(request):
        found.insert(0, Offer(_("Volunteer"), url, _("An hour a month or a day a week"), _("Offer help")))
    return found[:n]


def _form_url(request: HttpRequest) -> str:
    """The address of the form; empty on the pages of those who have just sent it."""
    here = request.resolver_match
    return "" if here and here.namespace == "volunteering" else reverse("volunteering:volunteer")


def _tasks(zone: Zone) -> list[Task]:
    rows = Task.objects.open().for_lists().order_by("due_on", "starts_at", "pk")
    outer = Containment.objects.filter(inner=zone).values("outer")
    inner = Containment.objects.filter(outer=zone).values("inner")
    return list(
        (rows.filter(zone__in=outer) | rows.filter(zone__in=inner) | rows.filter(is_from_home=True))[:20]
    )


def _offer(task: Task) -> Offer:
    when = date_format(task.starts_at) if task.starts_at else ""
    line = " · ".join(part for part in (when, task.where) if part)
    return Offer(task.title, reverse("volunteering:task", args=[task.pk]), line, _("I’ll do it"))


OFFERS = Offers(
    "volunteering", gettext_lazy("Lend a hand"), find, _form_url,
    gettext_lazy("Offer help"), 45, is_local=True,
)  # fmt: skip
part = offers(OFFERS)
