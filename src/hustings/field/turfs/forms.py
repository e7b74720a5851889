"""Forms of plans."""

import json
import math
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.turfs import areas
from hustings.field.turfs.cuts import outlines, shapes
from hustings.field.turfs.models import Plan
from hustings.field.turfs.rights import CUT_TURFS
from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.fields import ZoneField

LARGEST = 5 * 1024 * 1024  # bytes of a file of barriers
MOST_POINTS = 5_000


class PlanForm(forms.ModelForm[Plan]):
    """An area, the size of its turfs, and what nobody walks across."""

    zone = ZoneField(label=gettext_lazy("Territory"))
    file = forms.FileField(
        label=gettext_lazy("Barriers"), required=False,
        help_text=gettext_lazy(
            "A GeoJSON file of railway lines, rivers and main roads. No turf has buildings on both sides."
        ),
    )  # fmt: skip
    is_drawn_later = forms.BooleanField(
        label=gettext_lazy("Draw the area on a map first"), required=False,
        help_text=gettext_lazy("For a part of the territory"),
    )  # fmt: skip
    no_barriers = forms.BooleanField(label=gettext_lazy("Remove the barriers"), required=False)

    class Meta:
        model = Plan
        fields = ["name", "zone", "size"]

    def __init__(self, *sent: Any, user: User, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.user = user
        if not self.instance.barriers:
            del self.fields["no_barriers"]
        if self.instance.pk:
            del self.fields["is_drawn_later"]

    def clean_zone(self) -> Any:
        zone = self.cleaned_data["zone"]
        if zone and not access.may(self.user, CUT_TURFS, zone):
            raise forms.ValidationError(_("Choose one of your territories."))
        return zone

    def clean_file(self) -> list[shapes.Line]:
        """Lines of the file; none where no file was sent."""
        file = self.cleaned_data["file"]
        if not file:
            return []
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is too large."))
        try:
            found = shapes.lines(json.loads(file.read()))
        except (ValueError, RecursionError) as wrong:
            raise forms.ValidationError(_("This is not a GeoJSON file with lines.")) from wrong
        if sum(map(len, found)) > MOST_POINTS:
            words = _("The lines have more than %(most)s points. Keep only those near the territory.")
            raise forms.ValidationError(words % {"most": MOST_POINTS})
        return found

    @property
    def values(self) -> dict[str, Any]:
        """Fields of the plan. A file replaces the barriers of before."""
        said = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if self.cleaned_data["file"] or self.cleaned_data.get("no_barriers"):
            said["barriers"] = self.cleaned_data["file"]
        if said["zone"].pk != self.initial.get("zone"):
            said["outline"] = []
        return said


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
