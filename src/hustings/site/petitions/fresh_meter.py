"""The meter on a page from memory, as it stands now."""

from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.template.loader import render_to_string
from django.utils import translation

from hustings.site.petitions import meter
from hustings.site.petitions.models import MeterSlot, Petition

NAME = "petition_meter"


def write(argument: str) -> str:
    """The meter of ``number.language`` as HTML; nothing for a petition that is gone."""
    number, _dot, language = argument.partition(".")
    slots = MeterSlot.objects.filter(petition=OuterRef("pk")).order_by().values("petition")
    rows = Petition.objects.annotate(n_signed=Subquery(slots.annotate(n=Sum("n")).values("n")))
    petition: Any = rows.filter(pk=int(number)).first() if number.isdigit() else None
    if petition is None:
        return ""
    words = {"petition": petition, "meter": meter.of(petition.n_signed or 0, petition.goal)}
    with translation.override(language or None):
        return render_to_string("petitions/meter.html", words)
