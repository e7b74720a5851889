"""Reads a campaign's own list of polling stations, as the prefecture or the town hall hands it out: CSV."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from hustings.foundation.territories import lines
from hustings.foundation.territories.lines import Line

COLUMNS = {  # headings as _heading() leaves them, the most telling first
    "commune": "code commune|codecommune|code insee|insee|code insee commune|code insee de la commune"
    "|code de la commune|codgeo|com|commune code|insee code",
    "number": "numero bureau vote|numero bureau de vote|numero du bureau de vote|numerobureauvote"
    "|numero bureau|numero du bureau|num bureau|code bureau|code bv|bureau de vote|bureau|bv|numero|no|n"
    "|station number|polling station|station|number",
    "name": "nom du bureau de vote|libelle du bureau de vote|libelle bureau vote|nom du bureau|nom bureau"
    "|libelle bureau|lieu de vote|lieu|libelle|nom|station name|place|name",
    "address": "adresse du bureau de vote|adresse du bureau|adresse bureau|adresse|voie|address",
    "constituency": "code circonscription|code de la circonscription|codecirconscription"
    "|numero circonscription|circonscription legislative|circonscription|circo|constituency",
    "latitude": "latitude|lat|y",
    "longitude": "longitude|long|lon|lng|x",
}
_NEEDED = {
    "commune": _("the commune's INSEE code (code_commune)"),
    "number": _("the station's number (numero)"),
}


def read(content: bytes) -> Iterator[Line]:
    """The lines below the header; encoding, delimiter and columns are guessed."""
    return lines.read(content, COLUMNS, _NEEDED)
