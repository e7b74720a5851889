"""The parts of which the builder of segments is made: rows with one criterion each, and groups of them."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.people.segments import criteria

ONE_VALUE = 3  # fields of a row: what, how, and the value


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
    """One criterion: what, how, and the value in fields of its kind."""

    bound_field_class = Cell
    is_checked = False
    is_group = False
    number = around = ""
    criterion = forms.ChoiceField(label=_("Condition"))
    operator = forms.ChoiceField(label=_("Comparison"))

    def __init__(
        self, data: Mapping[str, Any], *, prefix: str, listed: list[criteria.Criterion], user: Any = None
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.name = prefix
        by_name = {one.name: one for one in listed}
        self.asked = by_name.get(str(data.get(f"{prefix}-criterion")), listed[0])
        operators = self.asked.operators
        name = str(data.get(f"{prefix}-operator"))
        self.how = operators[name] if name in operators else next(iter(operators.values()))
        self.fields["criterion"] = forms.ChoiceField(label=_("Condition"), choices=_grouped(listed))
        self.fields["operator"] = forms.ChoiceField(
            label=_("Comparison"), choices=[(key, operator.label) for key, operator in operators.items()]
        )
        for key, field in (self.how.kind.form_fields(user) if self.how.kind else {}).items():
            field.label = field.label if key != "value" else _("Value")
            self.fields[key] = field

    @property
    def kind(self) -> str:
        """The kind of value, by which the page knows whether what is typed may stay."""
        return type(self.how.kind).__name__ if self.how.kind else ""

    def faults(self) -> Iterator[tuple[str, str]]:
        """Of each value that can't be: where it stands, and why."""
        for name, errors in self.errors.as_data().items():
            if name in {"criterion", "operator"}:
                continue
            where = str(self.asked.label)
            if len(self.fields) > ONE_VALUE:
                where += f", {self[name].label}"
            for error in errors:
                if error.code != "required":
                    yield where, " ".join(error.messages)

    def as_json(self) -> dict[str, Any]:
        kind = self.how.kind
        return {
            "criterion": self.cleaned_data["criterion"],
            "operator": self.cleaned_data["operator"],
            "value": kind.to_json(kind.cleaned(self.cleaned_data)) if kind else None,
        }


def _grouped(listed: list[criteria.Criterion]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in listed:
        groups.setdefault(str(one.group), []).append((one.name, str(one.label)))
    return list(groups.items())


class GroupForm:
    """Rows and groups of which all, any or none must be true. ``depth`` counts from 1, the outermost."""

    MATCHES: ClassVar = [
        ("all", _("all of these")), ("any", _("at least one of these")), ("none", _("none of these")),
    ]  # fmt: skip
    is_group = True

    def __init__(self, name: str, match: str, *, depth: int) -> None:
        self.name, self.match, self.depth = name, match, depth
        self.number = self.around = ""
        self.parts: list[GroupForm | RowForm] = []

    @property
    def may_nest(self) -> bool:
        return self.depth < criteria.DEEPEST

    @property
    def field(self) -> str:
        return f"{self.name}-match" if self.name else "match"

    @property
    def at(self) -> str:
        return f"-{self.name}" if self.name else ""

    def as_json(self) -> dict[str, Any]:
        return {"match": self.match, "criteria": [part.as_json() for part in self.parts]}
