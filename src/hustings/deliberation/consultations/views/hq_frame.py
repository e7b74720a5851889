"""Common parts of HQ's pages of consultations."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations import hooks
from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.consultations.rights import MODERATE, RUN
from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.web import idempotency
from hustings.foundation.lib.web.frame import frame

CONSULTATIONS, ICON = gettext_lazy("Consultations"), "comment"
once = idempotency.once("consultations_hq:list")


def sees(user: Any) -> bool:
    """Whether ``user`` runs or moderates consultations somewhere."""
    return access.may(user, RUN) or access.may(user, MODERATE)


def seen_by(user: Any) -> Any:
    """Those that ``user`` runs or moderates."""
    found = [
        Consultation.objects.visible_to(user, right) for right in (RUN, MODERATE) if access.may(user, right)
    ]
    return found[0] | found[1] if len(found) == 2 else found[0] if found else Consultation.objects.none()


def found(request: HttpRequest, pk: int, right: Right = RUN) -> Consultation:
    """The consultation on which the user has ``right``, else 404."""
    rows = Consultation.objects.visible_to(request.user, right).select_related("roll", "zone", "picture")
    return get_object_or_404(rows, pk=pk)


def page(
    request: HttpRequest, name: str, title: str, consultation: Consultation | None, context: dict[str, Any],
    *, status: int = 200, trail: tuple[tuple[str, str], ...] = (),
) -> HttpResponse:  # fmt: skip
    """A page below the list, and below its consultation where it has one.

    ``name``: of a template of this app, or the whole path of one of an app above.
    """
    steps = [(reverse("consultations_hq:list"), _("Consultations"))]
    if consultation and name != "record":
        steps.append((reverse("consultations_hq:record", args=[consultation.pk]), str(consultation)))
    words = frame(title, *steps, *trail, icon=ICON) | may(request.user, consultation)
    words |= {"consultation": consultation, **context}
    template = name if name.endswith(".html") else f"consultations/hq/{name}.html"
    return render(request, template, words, status=status)


def may(user: Any, consultation: Consultation | None) -> dict[str, bool]:
    """Deeds open to ``user``."""
    if consultation is None:
        return {}
    return {"may_run": access.covers(access.grants(user, RUN), consultation.zone)}


class Link(NamedTuple):
    """A page beside the record, and how much waits there."""

    label: Any
    url: str
    n: int


def links(user: Any, consultation: Consultation) -> list[Link]:
    """Pages of the apps above that ``user`` may open."""
    found = []
    for each in hooks.ordered(hooks.record_links):
        if hooks.reaches(user, each.right, consultation):
            n = each.counts([consultation.pk]).get(consultation.pk, 0) if each.counts else 0
            found.append(Link(each.label, reverse(each.view, args=[consultation.pk]), n))
    return found
