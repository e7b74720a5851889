"""A version of a sheet as PDF, with its words."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hustings.field.walk_sheets.models import SheetVersion
from hustings.field.walk_sheets.paper import drawings


def pdf(version: SheetVersion) -> bytes:
    """All pages; the same bytes for the same version and language."""
    layout, sheet = version.laid_out, version.sheet
    n = len(layout.doors)
    doors = ngettext("%(n)s door", "%(n)s doors", n) % {"n": n}
    words = drawings.Words(
        title=sheet.name,
        below=f"{sheet.place} · {doors}",
        how=(
            _("Tick one box for the result, and one for each question."),
            _("Wrong box? Draw a long line through it, well past both sides."),
            _("Team: %(line)s  Day: %(short)s") % {"line": "_" * 26, "short": "_" * 14},
        ),
        page=lambda page, of: _("Page %(page)s of %(of)s") % {"page": page, "of": of},
        walk=_("The walk begins at the large dot. North is up."),
        language=get_language() or "",
    )
    return drawings.pdf(layout, sheet.pk, version.number, version.word, words)
