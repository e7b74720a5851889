"""Forms of a merge: which of two records stays, and for each field whose word stands."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.dates import date_format
from hustings.people.duplicates.merging import columns, own_fields
from hustings.people.duplicates.timeline_sentences import column
from hustings.people.persons import field_values
from hustings.people.persons.access import masking
from hustings.people.persons.models import Field, Person

FIRST, SECOND = "first", "second"
SIDES = [(FIRST, gettext_lazy("the first")), (SECOND, gettext_lazy("the second"))]
_REACHED = {
    "email": ("emails", gettext_lazy("Primary e-mail")),
    "phone": ("phones", gettext_lazy("Primary phone")),
    "address": ("addresses", gettext_lazy("Primary postal address")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What both say on one thing; ``field`` is the choice between them, where there is one."""

    name: str
    label: str
    first: str
    second: str
    chosen: str
    field: Any = None


class MergeForm(forms.Form):
    """``keep``, and a choice for each line on which they differ."""

    keep = forms.ChoiceField(choices=SIDES, label=gettext_lazy("Record to keep"))

    def __init__(self, *args: Any, first: Person, second: Person, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.first, self.second, self.user = first, second, user
        self.lines: list[Line] = []
        keep = self.data.get("keep") if self.is_bound else None
        self.kept = second if keep == SECOND else first
        self._columns()
        self._reached()
        self._own_fields()

    def _columns(self) -> None:
        proposed = columns.proposed(self.first, self.second)
        for name in columns.GROUPS:
            label = _("Name") if name == "name" else column(name)
            mine, theirs = (_shown(person, name) for person in (self.first, self.second))
            self._line(name, label, mine, theirs, SECOND if proposed[name] == columns.ABSORBED else FIRST)

    def _reached(self) -> None:
        for name, (related, label) in _REACHED.items():
            rows = [getattr(person, related).first() for person in (self.first, self.second)]
            shown = [masking.for_user(self.user, row) if row else "" for row in rows]
            self._line(name, str(label), shown[0], shown[1], FIRST if shown[0] else SECOND)

    def _own_fields(self) -> None:
        mine, theirs = (
            {field: text for field, text in field_values.shown(one)} for one in (self.first, self.second)
        )
        for field in sorted({*mine, *theirs}, key=lambda one: one.label):
            name = f"{own_fields.FIELD}{field.slug}"
            first, second = mine.get(field, ""), theirs.get(field, "")
            both = field.kind == Field.Kind.CHOICES
            self._line(name, field.label, first, second, FIRST if first else SECOND, is_open=not both)

    def _line(
        self, name: str, label: str, first: str, second: str, chosen: str, is_open: bool = True
    ) -> None:
        if not first and not second:
            return
        bound = None
        if first != second and is_open:
            self.fields[name] = forms.ChoiceField(choices=SIDES, label=label, initial=chosen, required=False)
            chosen = self.data.get(name, chosen) if self.is_bound else chosen
            bound = self[name]
        self.lines.append(Line(name, label, first, second, chosen, bound))

    def choices(self) -> dict[str, str]:
        """For ``actions.merging.merge``: the kept one's word, or the absorbed one's."""
        keep = self.cleaned_data["keep"]
        return {
            name: columns.KEPT if side == keep else columns.ABSORBED
            for name, side in self.cleaned_data.items()
            if name != "keep" and side
        }


def _shown(person: Person, name: str) -> str:
    if name == "name":
        return person.name
    if name == "language":
        return str(dict(settings.LANGUAGES).get(person.language, person.language))
    value = getattr(person, name)
    if value is None or value == "":
        return ""
    return date_format(value) if hasattr(value, "year") else str(value)
