"""What is typed in HQ about files of people."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.people.importing import columns, encodings, targets
from hustings.people.importing.options import (
    ALL,
    COLUMN,
    FILE_WINS,
    NONE,
    OURS_WINS,
    NewField,
    Options,
    Statement,
)
from hustings.people.importing.values import words
from hustings.people.models import Field, Import, Purpose

DELIMITERS = [
    (",", gettext_lazy("comma")),
    (";", gettext_lazy("semicolon")),
    ("\t", gettext_lazy("tab")),
    ("|", gettext_lazy("bar |")),
]
QUOTES = [('"', '"'), ("'", "'"), ("", gettext_lazy("none"))]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DATES = {"born_on", "created_at", "consent_on"}


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("CSV file or Excel workbook (.xlsx)"),
        help_text=gettext_lazy("NationBuilder’s and Action Network’s exports are recognised whole."),
        widget=forms.FileInput(attrs={"accept": f".csv,.txt,.tsv,.xlsx,.xlsm,text/csv,text/plain,{_XLSX}"}),
    )


class _TopForm(forms.Form):
    """What stands above the people."""

    has_header = forms.BooleanField(label=gettext_lazy("The first line names the columns"), required=False)
    n_above = forms.IntegerField(
        label=gettext_lazy("Lines above it that are no people"), required=False, min_value=0, max_value=50,
        help_text=gettext_lazy("A title, a date, an empty heading. Blank lines don’t count."),
    )  # fmt: skip

    def clean_n_above(self) -> int:
        """None is nothing."""
        return self.cleaned_data["n_above"] or 0

    def told(self) -> dict[str, Any]:
        """What was chosen."""
        return self.cleaned_data


class SheetForm(_TopForm):
    """Which sheet of a workbook, and where its people begin."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))
    field_order = ["sheet"]

    def __init__(self, *args: Any, sheets: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["sheet"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, name) for name in sheets]


class ShapeForm(_TopForm):
    """How a file of text is written."""

    encoding = forms.ChoiceField(label=gettext_lazy("Encoding"), choices=encodings.CHOICES)
    delimiter = forms.ChoiceField(label=gettext_lazy("Between the cells"), choices=DELIMITERS)
    quote = forms.ChoiceField(label=gettext_lazy("Around the cells"), choices=QUOTES, required=False)
    field_order = ["encoding", "delimiter", "quote"]


class ColumnsForm(forms.Form):
    """What each column fills, what people agreed to, tags for all, who wins."""

    tags = forms.CharField(
        label=gettext_lazy("Tags for everyone in the file"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Set apart by commas. A tag of its own makes a list easy to find again."),
    )
    source = forms.CharField(
        label=gettext_lazy("Where the list comes from"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Kept with each new person. Empty: the file’s name."),
    )
    wins = forms.ChoiceField(
        label=gettext_lazy("Where the file and what we know differ"),
        choices=[
            (FILE_WINS, gettext_lazy("the file is right")),
            (OURS_WINS, gettext_lazy("keep what we know, fill only what is empty")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, imported: Import) -> None:
        self.imported = imported
        self.options = Options.read(imported.options)
        self.known = list(Field.objects.all())
        super().__init__(data, initial={
            "tags": ", ".join(self.options.tags), "wins": self.options.wins, "source": self.options.source,
        })  # fmt: skip
        choices = list(targets.choices(self.known, self.options.fields))
        for at, name in enumerate(imported.columns):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=name, choices=choices, required=False, initial=imported.mapping[at]
            )
            self.fields[f"day-{at}"] = forms.ChoiceField(
                label=_("How the dates of “%(column)s” are written") % {"column": name},
                choices=[("", _("decide by all values")), ("1", _("day first")), ("0", _("month first"))],
                required=False,
                initial={True: "1", False: "0", None: ""}[self.options.day_first.get(str(at))],
            )
        for purpose in Purpose:
            self._add_statement(purpose)

    def _add_statement(self, purpose: Purpose) -> None:
        said = self.options.statement(purpose)
        how = said.how
        if how == NONE and f"consent.{purpose.value}" in self.imported.mapping:
            how = COLUMN
        key = f"consent-{purpose.value}"
        self.fields[f"{key}-how"] = forms.ChoiceField(
            label=_("Did they say yes?"),
            choices=[
                (NONE, _("the file shows no yes")),
                (COLUMN, _("yes where a column says so")),
                (ALL, _("everyone in the file said yes")),
            ],
            required=False,
            initial=how,
        )
        self.fields[f"{key}-wording"] = forms.CharField(
            label=_("The sentence they said yes to"), required=False, max_length=2_000, initial=said.wording,
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        self.fields[f"{key}-where"] = forms.CharField(
            label=_("Where they said it"), required=False, max_length=120, initial=said.where
        )
        self.fields[f"{key}-given_on"] = forms.DateField(
            label=_("On which day, if all did on the same"), required=False, initial=said.given_on or None,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )  # fmt: skip

    def columns(self) -> Iterator[dict[str, Any]]:
        """For the page: each column with its select, the order of its dates, and some values."""
        again = columns.twins(self.imported.columns)
        for at, name in enumerate(self.imported.columns):
            is_out = at in again and self.imported.mapping[at] == targets.LEFT_OUT
            yield {
                "name": name,
                "twin_of": again[at] + 1 if is_out else None,
                "field": self[f"column-{at}"],
                "day": self[f"day-{at}"] if self._may_hold_dates(at) else None,
                "at": at,
            }

    def statements(self) -> Iterator[dict[str, Any]]:
        """For the page: each purpose with its four fields."""
        for purpose in Purpose:
            parts = {
                part: self[f"consent-{purpose.value}-{part}"]
                for part in ("how", "wording", "where", "given_on")
            }
            yield {"label": purpose.label, **parts}

    def _may_hold_dates(self, at: int) -> bool:
        target = self.imported.mapping[at]
        slug = target.removeprefix(targets.FIELD)
        kinds = {field.slug: field.kind for field in self.known}
        kinds |= {slug: new.kind for slug, new in self.options.fields.items()}
        return target in _DATES or (target.startswith(targets.FIELD) and kinds.get(slug) == Field.Kind.DATE)

    def clean(self) -> dict[str, Any]:
        """Only one column may fill most things, and some must tell people apart."""
        found = super().clean() or {}
        chosen = [found.get(f"column-{at}", "") for at in range(len(self.imported.columns))]
        single = [t for t in chosen if t and t not in targets.SHARED and not t.startswith(targets.NEW)]
        for target in {target for target in single if single.count(target) > 1}:
            self.add_error(
                None, _("Two columns fill “%(what)s”: choose one.") % {"what": targets.label(target)}
            )
        keys = ("email.", "phone.", "external_id", "uid")
        if not any(target.startswith(keys) for target in chosen):
            self.add_error(
                None,
                _("No column tells people apart: choose one with e-mails, phones or numbers of your own."),
            )
        for purpose in Purpose:
            self._clean_statement(purpose, found)
        return found

    def _clean_statement(self, purpose: Purpose, found: dict[str, Any]) -> None:
        key = f"consent-{purpose.value}"
        how = found.get(f"{key}-how") or NONE
        if how == ALL or (how == COLUMN and (found.get(f"{key}-wording") or found.get(f"{key}-where"))):
            for part in ("wording", "where"):
                if not (found.get(f"{key}-{part}") or "").strip():
                    self.add_error(f"{key}-{part}", _("Without this no yes can be written down."))

    def chosen(self) -> tuple[list[str], Options]:
        """The mapping and the options, with new fields named."""
        found, options = self.cleaned_data, self.options
        made: dict[str, NewField] = {}
        mapping = []
        for at, name in enumerate(self.imported.columns):
            target = found[f"column-{at}"]
            if target.startswith(targets.NEW):
                target = columns.add_field(made, target.removeprefix(targets.NEW), name, self.known)
            elif (slug := target.removeprefix(targets.FIELD)) in options.fields and target.startswith(
                targets.FIELD
            ):
                made.setdefault(slug, options.fields[slug])
            mapping.append(target)
        days = {at: found.get(f"day-{at}") for at in range(len(mapping))}
        options.fields = made
        options.day_first = {str(at): day == "1" for at, day in days.items() if day}
        options.tags, options.wins, options.source = (
            words(found["tags"]),
            found["wins"],
            found["source"].strip(),
        )
        options.consents = {purpose.value: self._statement(f"consent-{purpose.value}") for purpose in Purpose}
        return mapping, options

    def _statement(self, key: str) -> Statement:
        found = self.cleaned_data
        day = found[f"{key}-given_on"]
        how = found[f"{key}-how"] or NONE
        return Statement(how, found[f"{key}-wording"], found[f"{key}-where"], day.isoformat() if day else "")
