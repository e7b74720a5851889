"""Common parts of HQ's pages of consultations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    """A page below the list, and below its consultation where it has one."""
    steps = [(reverse("consultations_hq:list"), _("Consultations"))]
    if consultation and name != "record":
        steps.append((reverse("consultations_hq:record", args=[consultation.pk]), str(consultation)))
    words = frame(title, *steps, *trail, icon=ICON) | may(request.user, consultation)
    words |= {"consultation": consultation, **context}
    return render(request, f"consultations/hq/{name}.html", words, status=status)


def may(user: Any, consultation: Consultation | None) -> dict[str, bool]:
    """Deeds open to ``user``."""
    if consultation is None:
        return {}
    return {
        name: access.covers(access.grants(user, right), consultation.zone)
        for name, right in (("may_run", RUN), ("may_moderate", MODERATE))
    }
