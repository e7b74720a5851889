"""Form of an area that is drawn."""

import math
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.turfs import areas
from hustings.field.turfs.cuts import outlines
from hustings.field.turfs.models import Plan


class AreaForm(forms.Form):
    """Corners of an area, in the order in which a line goes around it: two columns of a table."""

    def __init__(self, sent: Any, *, plan: Plan) -> None:
        super().__init__(sent)
        self.plan = plan

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Latitude and longitude of each corner, as they were typed; rows left blank don't count."""
        if not self.is_bound:
            return [(str(y), str(x)) for x, y in self.plan.outline]
        data: Any = self.data
        typed = zip(data.getlist("latitude"), data.getlist("longitude"), strict=False)
        return [(y.strip(), x.strip()) for y, x in typed if y.strip() or x.strip()]

    def clean(self) -> dict[str, Any]:
        try:
            corners = outlines.checked([(_degrees(x), _degrees(y)) for y, x in self.rows])
        except outlines.Wrong as wrong:
            raise forms.ValidationError(_WRONG[wrong.code] % {"most": outlines.MOST}) from wrong
        if areas.is_empty(self.plan, corners):
            raise forms.ValidationError(_("No building of this plan’s territory is in this area."))
        return {"outline": corners}


def _degrees(text: str) -> float:
    """A number with a point or a comma; what is none is nowhere."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return math.nan


_WRONG = {
    "few": gettext_lazy("An area has at least three corners."),
    "many": gettext_lazy("An area has at most %(most)s corners."),
    "nowhere": gettext_lazy("Each corner has a latitude from −90 to 90 and a longitude from −180 to 180."),
    "crossed": gettext_lazy("The line around the area crosses itself. Move or delete a corner."),
    "flat": gettext_lazy("The corners lie on one line."),
}
