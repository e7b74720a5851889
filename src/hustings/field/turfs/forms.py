"""Forms of plans."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.stations.models import Ranking, Station
from hustings.field.stations.rights import VIEW_STATIONS
from hustings.field.turfs import chosen_stations
from hustings.field.turfs.cuts import shapes
from hustings.field.turfs.models import Plan
from hustings.field.turfs.rights import CUT_TURFS
from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.fields import ZoneField
from hustings.foundation.territories.models import Zone

LARGEST = 5 * 1024 * 1024  # bytes of a file of barriers
MOST_POINTS = 5_000


class PlanForm(forms.ModelForm[Plan]):
    """An area, the size of its turfs, and what nobody walks across."""

    zone = ZoneField(label=gettext_lazy("Territory"))
    stations = forms.CharField(
        label=gettext_lazy("Polling stations"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Numbers, such as 1, 3, 8-12 or 69123-1. Blank: all of the territory."),
    )  # fmt: skip
    ranking = forms.ModelChoiceField(
        Ranking.objects.exclude(ranked_at=None), label=gettext_lazy("Ranking"), required=False,
        help_text=gettext_lazy("Takes its best stations to visit instead, without the hold-outs"),
    )  # fmt: skip
    n_best = forms.IntegerField(
        label=gettext_lazy("How many of them"), required=False, min_value=1, max_value=chosen_stations.MOST,
        initial=10,
    )  # fmt: skip
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
        if not access.may(user, VIEW_STATIONS):
            del self.fields["ranking"], self.fields["n_best"]
        if self.instance.pk:
            self.initial["stations"] = ", ".join(one.code for one in self.instance.stations.all())
            del self.fields["is_drawn_later"]

    def clean_zone(self) -> Any:
        zone = self.cleaned_data["zone"]
        if zone and not access.may(self.user, CUT_TURFS, zone):
            raise forms.ValidationError(_("Choose one of your territories."))
        return zone

    def clean(self) -> dict[str, Any]:
        """Add the stations that were chosen, by number or as the best of a ranking."""
        said: dict[str, Any] = super().clean() or {}
        if zone := said.get("zone"):
            try:
                said["chosen"] = self._chosen(said, zone)
            except chosen_stations.NotFound as wrong:
                self.add_error("ranking" if said.get("ranking") else "stations", str(wrong))
        return said

    def _chosen(self, said: dict[str, Any], zone: Zone) -> list[Station]:
        if ranking := said.get("ranking"):
            return chosen_stations.best(ranking, said.get("n_best") or 10, zone, self.user)
        return chosen_stations.typed(said.get("stations", ""), zone, self.user)

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
