"""The builder of segments: rows of criteria, read from and written to JSON."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.people import segments

MATCHES = [("all", _("all of these")), ("any", _("at least one of these")), ("none", _("none of these"))]
MOST = 20


class Cell(forms.BoundField):
    """A field that is marked as wrong only once somebody has asked for the answer."""

    form: "RowForm"

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        """Without the mark while the row is being filled in."""
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if not self.form.is_checked:
            built.pop("aria-invalid", None)
        return built


class RowForm(forms.Form):
    """One criterion: what, how, and the value in a field of its kind."""

    bound_field_class = Cell
    is_checked = False
    criterion = forms.ChoiceField(label=_("About"))
    operator = forms.ChoiceField(label=_("How"))

    def __init__(self, data: Mapping[str, Any], *, prefix: str, listed: list[segments.Criterion]) -> None:
        super().__init__(data, prefix=prefix)
        self.number = prefix.removeprefix("c")
        by_name = {one.name: one for one in listed}
        self.asked = by_name.get(str(data.get(f"{prefix}-criterion")), listed[0])
        operators = self.asked.operators
        name = str(data.get(f"{prefix}-operator"))
        self.how = operators[name] if name in operators else next(iter(operators.values()))
        self.fields["criterion"] = forms.ChoiceField(label=_("About"), choices=_grouped(listed))
        self.fields["operator"] = forms.ChoiceField(
            label=_("How"), choices=[(key, operator.label) for key, operator in operators.items()]
        )
        if self.how.kind:
            self.fields["value"] = self.how.kind.form_field()
            self.fields["value"].label = _("Value")

    @property
    def kind(self) -> str:
        """The kind of value, by which the page knows whether what is typed may stay."""
        return type(self.how.kind).__name__ if self.how.kind else ""

    def as_json(self) -> dict[str, Any]:
        """The entry of the criteria."""
        value = self.cleaned_data.get("value")
        kept = self.how.kind.to_json(value) if self.how.kind else None
        return {
            "criterion": self.cleaned_data["criterion"],
            "operator": self.cleaned_data["operator"],
            "value": kept,
        }


def _grouped(listed: list[segments.Criterion]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in listed:
        groups.setdefault(str(one.group), []).append((one.name, str(one.label)))
    return list(groups.items())


class Builder:
    """The whole form. ``data`` is what was posted, or what ``posted_from`` makes of kept criteria."""

    def __init__(self, data: Any, *, add: bool = False, remove: int | None = None) -> None:
        listed = segments.listed()
        self.match = data.get("match") if data.get("match") in dict(MATCHES) else "all"
        self.name = str(data.get("name") or "")[:100]
        shown = [at for at in range(MOST) if f"c{at}-criterion" in data and at != remove]
        self.rows = [RowForm(data, prefix=f"c{at}", listed=listed) for at in shown]
        free = [at for at in range(MOST) if at not in shown]
        if (add or not self.rows) and free:
            new = free[0] if remove is None or len(free) == 1 else next(at for at in free if at != remove)
            first = {f"c{new}-criterion": listed[0].name}
            self.rows.append(RowForm(first, prefix=f"c{new}", listed=listed))
        self.matches = MATCHES
        self.is_full = len(self.rows) >= MOST

    def is_valid(self) -> bool:
        """Whether every row can be asked."""
        return all([row.is_valid() for row in self.rows])

    def check(self) -> None:
        """From now on the rows show what is wrong with them."""
        for row in self.rows:
            row.is_checked = True

    def as_json(self) -> dict[str, Any]:
        """The criteria."""
        return {"match": self.match, "criteria": [row.as_json() for row in self.rows]}


def posted_from(name: str, criteria: Any) -> dict[str, Any] | None:
    """Kept criteria as the form would post them; None where they hold groups, which it can't show."""
    data: dict[str, Any] = {"name": name, "match": criteria.get("match", "all")}
    parts = criteria.get("criteria") or []
    if any("criteria" in part for part in parts) or len(parts) > MOST:
        return None
    for at, part in enumerate(parts):
        data[f"c{at}-criterion"], data[f"c{at}-operator"] = part.get("criterion"), part.get("operator")
        if kind := _kind(part):
            data |= kind.posted(f"c{at}-value", part.get("value"))
    return data


def _kind(part: Mapping[str, Any]) -> segments.Kind | None:
    try:
        operator = segments.find(part.get("criterion")).operators.get(str(part.get("operator")))
    except segments.BadCriteria:
        return None
    return operator.kind if operator else None
