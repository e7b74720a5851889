"""The meter on a page from memory, as it stands now."""

from django.template.loader import render_to_string
from django.utils import translation

from hustings.petitions import meter
from hustings.petitions.models import Petition

NAME = "petition_meter"


def write(argument: str) -> str:
    """The meter of ``number.language`` as HTML; nothing for a petition that is gone."""
    number, _dot, language = argument.partition(".")
    petition = Petition.objects.filter(pk=int(number)).first() if number.isdigit() else None
    if petition is None:
        return ""
    words = {"petition": petition, "meter": meter.read(petition.pk, petition.goal)}
    with translation.override(language or None):
        return render_to_string("petitions/meter.html", words)
