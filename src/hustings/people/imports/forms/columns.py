"""Form of the columns: what each fills, and who is right: the second step of an import in HQ."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.people.imports import unwilling
from hustings.people.imports.columns import conflict_policy as wins
from hustings.people.imports.columns import proposals as columns
from hustings.people.imports.columns import targets
from hustings.people.imports.columns.options import (
    ALL,
    COLUMN,
    FILE_WINS,
    IF_EMPTY,
    NEWEST,
    NONE,
    OURS_WINS,
    NewField,
    Options,
    Statement,
)
from hustings.people.imports.models import Import
from hustings.people.imports.rows.values import words
from hustings.people.persons import tag_library
from hustings.people.persons.actions.descriptions import the_tag
from hustings.people.persons.matching import match_keys
from hustings.people.persons.models import ASKED, Field, Purpose, Topic
from hustings.people.persons.refusals import Refused

_DATES = {"born_on", "created_at", "consent_on", "changed_at"}
WINS = [
    (FILE_WINS, gettext_lazy("use the file’s value")),
    (IF_EMPTY, gettext_lazy("keep our value; fill empty fields only")),
    (OURS_WINS, gettext_lazy("don't change existing people")),
    (NEWEST, gettext_lazy("use the most recent value")),
]
_HOLDS = [
    (unwilling.OPEN, gettext_lazy("— choose —")),
    (unwilling.REFUSALS, gettext_lazy("refusals or bounced addresses: no consent for these lines")),
    (unwilling.OTHER, gettext_lazy("something else")),
]
_SHORT = [
    ("", gettext_lazy("same as the whole file")),
    (FILE_WINS, gettext_lazy("the file’s")),
    (IF_EMPTY, gettext_lazy("ours unless empty")),
    (OURS_WINS, gettext_lazy("ours")),
    (NEWEST, gettext_lazy("the most recent")),
]


class ColumnsForm(forms.Form):
    tags = forms.CharField(
        label=gettext_lazy("Tags for everyone in the file"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Separated by commas."),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Saved for each new person. If empty, the file name is used."),
    )
    wins = forms.ChoiceField(
        label=gettext_lazy("When a value in the file differs from ours"),
        choices=WINS,
        widget=forms.RadioSelect,
    )
    as_of = forms.DateField(
        label=gettext_lazy("Date of the data"),
        required=False,
        help_text=gettext_lazy("Used to find the most recent value when no column has a date for each line."),
        widget=DayInput(),
    )
    plan = forms.CharField(
        label=gettext_lazy("Save this mapping as"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("You can reuse it for files with the same columns."),
    )
    plan_is_shared = forms.BooleanField(label=gettext_lazy("Share it with the team"), required=False)

    def __init__(self, data: Any, imported: Import, *, is_draft: bool = False) -> None:
        self.imported, self.is_draft = imported, is_draft
        self.options = Options.read(imported.options)
        self.known = list(Field.objects.all())
        super().__init__(data, initial={
            "tags": ", ".join(self.options.tags), "wins": self.options.wins, "source": self.options.source,
            "as_of": self.options.as_of or None,
        })  # fmt: skip
        may_add = tag_library.may_add(imported.user)
        choices = list(targets.choices(self.known, self.options.fields, Topic.objects.all(), may_add=may_add))
        for at, name in enumerate(imported.columns):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=name, choices=choices, required=False, initial=imported.mapping[at]
            )
            self.fields[f"wins-{at}"] = forms.ChoiceField(
                label=_("Which value wins for “%(column)s”") % {"column": name},
                choices=_SHORT, required=False,
                initial=self.options.wins_by.get(str(at), ""),
            )  # fmt: skip
            self.fields[f"day-{at}"] = forms.ChoiceField(
                label=_("Date format of “%(column)s”") % {"column": name},
                choices=[("", _("detect automatically")), ("1", _("day first")), ("0", _("month first"))],
                required=False,
                initial={True: "1", False: "0", None: ""}[self.options.day_first.get(str(at))],
            )
            if str(at) in self.options.unwilling:
                self.fields[f"holds-{at}"] = forms.ChoiceField(
                    label=_("What “%(column)s” contains") % {"column": name}, choices=_HOLDS, required=False,
                    initial=self.options.unwilling[str(at)],
                )  # fmt: skip
        for purpose in ASKED:
            self._add_statement(purpose)
        kinds = [("", "—"), *match_keys.labels().items()]
        for place in range(len(match_keys.ALL)):
            self.fields[f"key-{place}"] = forms.ChoiceField(
                label=_("First match by") if not place else _("Then by"), choices=kinds, required=False,
                initial=self.options.keys[place] if place < len(self.options.keys) else "",
            )  # fmt: skip

    def _add_statement(self, purpose: Purpose) -> None:
        said = self.options.statement(purpose)
        how = said.how
        if how == NONE and f"consent.{purpose.value}" in self.imported.mapping:
            how = COLUMN
        key = f"consent-{purpose.value}"
        self.fields[f"{key}-how"] = forms.ChoiceField(
            label=_("Did they agree?"),
            choices=[
                (NONE, _("the file shows no consent")),
                (COLUMN, _("only where a column says yes")),
                (ALL, _("everyone in the file agreed")),
            ],
            required=False,
            initial=how,
        )
        self.fields[f"{key}-wording"] = forms.CharField(
            label=_("Consent wording"), required=False, max_length=2_000, initial=said.wording,
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        self.fields[f"{key}-where"] = forms.CharField(
            label=_("Where they agreed"), required=False, max_length=120, initial=said.where
        )
        self.fields[f"{key}-given_on"] = forms.DateField(
            label=_("Date of consent, if the same for everyone"), required=False,
            initial=said.given_on or None,
            widget=DayInput(),
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
                "wins": self[f"wins-{at}"],
                "holds": self[f"holds-{at}"] if f"holds-{at}" in self.fields else None,
                "has_values": str(at) in self.imported.values,
                "n_values": len(self.options.values.get(str(at), ())),
                "at": at,
            }

    def keys(self) -> list[Any]:
        """For the page: by what people are known, in order."""
        return [self[f"key-{place}"] for place in range(len(match_keys.ALL))]

    def _order(self) -> list[str]:
        """The kinds of keys as chosen; the usual ones where the page did not ask."""
        if "key-0" not in self.data:
            return self.options.keys
        chosen = [self.cleaned_data.get(f"key-{place}", "") for place in range(len(match_keys.ALL))]
        return list(dict.fromkeys(filter(None, chosen)))

    def statements(self) -> list[dict[str, Any]]:
        """For the page: each purpose with its four fields, and whether the file says anything about it."""
        found = []
        for purpose in ASKED:
            parts = {
                part: self[f"consent-{purpose.value}-{part}"]
                for part in ("how", "wording", "where", "given_on")
            }
            found.append({"label": purpose.label, "is_found": self._is_found(purpose, parts), **parts})
        return found

    def _is_found(self, purpose: Purpose, parts: dict[str, Any]) -> bool:
        chosen = {self[f"column-{at}"].value() for at in range(len(self.imported.columns))}
        columns = {f"consent.{purpose.value}", "consent.all"}
        if purpose == Purpose.EMAIL:  # subscribed, or not, stands in the status of an address
            columns |= {target for target in chosen if str(target).startswith("email_status.")}
        return bool(chosen & columns) or parts["how"].value() in {ALL, COLUMN}

    def is_column_wrong(self) -> bool:
        """For the page: whether something is asked, or wrong, beside a column."""
        return any(name.startswith("holds-") for name in self.fields) or any(
            name.startswith(("column-", "wins-", "day-")) for name in self.errors
        )

    def _may_hold_dates(self, at: int) -> bool:
        target = self.imported.mapping[at]
        slug = target.removeprefix(targets.FIELD)
        kinds = {field.slug: field.kind for field in self.known}
        kinds |= {slug: new.kind for slug, new in self.options.fields.items()}
        return target in _DATES or (target.startswith(targets.FIELD) and kinds.get(slug) == Field.Kind.DATE)

    def clean_tags(self) -> str:
        """Tags that there are, for those who may not add to them."""
        text: str = self.cleaned_data["tags"]
        for name in () if tag_library.may_add(self.imported.user) else words(text):
            try:
                the_tag(name=name, user=self.imported.user)
            except Refused as why:
                raise forms.ValidationError(str(why)) from why
        return text

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        chosen = [found.get(f"column-{at}", "") for at in range(len(self.imported.columns))]
        single = [t for t in chosen if t and t not in targets.SHARED and not t.startswith(targets.NEW)]
        for target in {target for target in single if single.count(target) > 1}:
            self.add_error(
                None, _("Two columns fill “%(what)s”. Keep only one.") % {"what": targets.label(target)}
            )
        if not self.is_draft:
            self._demand(chosen, found)
        return found

    def _demand(self, chosen: list[str], found: dict[str, Any]) -> None:
        if not match_keys.is_enough(chosen, self._order()):
            self.add_error(
                None,
                _("Choose a column that identifies people: e-mail, phone or external ID."),
            )
        for name in [name for name in self.fields if name.startswith("holds-") and not found.get(name)]:
            self.add_error(name, _("Choose what this column contains: some values look like refusals."))
        for purpose in ASKED:
            self._clean_statement(purpose, chosen, found)
        whose = {found.get("wins"), *(found.get(f"wins-{at}") for at in range(len(chosen)))}
        if NEWEST in whose and not found.get("as_of") and "changed_at" not in chosen:
            self.add_error(
                "as_of",
                _("Enter a date here or choose a column with dates, to know which value is the most recent."),
            )

    def _clean_statement(self, purpose: Purpose, chosen: list[str], found: dict[str, Any]) -> None:
        key = f"consent-{purpose.value}"
        how = found.get(f"{key}-how")
        if not how and f"consent.{purpose.value}" in chosen:
            how = COLUMN  # to believe the column's yes or not must be said
        if how in {ALL, COLUMN}:
            for part in ("wording", "where"):
                if not (found.get(f"{key}-{part}") or "").strip():
                    self.add_error(f"{key}-{part}", _("Required: without it we can't record the consent."))
            if (day := found.get(f"{key}-given_on")) and day > timezone.localdate():
                self.add_error(f"{key}-given_on", _("This date is in the future."))

    def chosen(self) -> tuple[list[str], Options]:
        found, options = self.cleaned_data, self.options
        made: dict[str, NewField] = {}
        mapping = []
        for at, name in enumerate(self.imported.columns):
            target = found.get(f"column-{at}", "")
            if target.startswith(targets.NEW):
                target = columns.add_field(made, target.removeprefix(targets.NEW), name, self.known)
            elif (slug := target.removeprefix(targets.FIELD)) in options.fields and target.startswith(
                targets.FIELD
            ):
                made.setdefault(slug, options.fields[slug])
            mapping.append(target)
        options.keys = self._order()
        options.as_of = found["as_of"].isoformat() if found["as_of"] else ""
        options.wins_by = {
            str(at): how
            for at, target in enumerate(mapping)
            if (how := found.get(f"wins-{at}")) and wins.things(target)
        }
        options.values = {at: mine for at, mine in options.values.items() if mapping[int(at)]}
        days = {at: found.get(f"day-{at}") for at in range(len(mapping))}
        options.fields = made
        options.day_first = {str(at): day == "1" for at, day in days.items() if day}
        options.unwilling = {at: found.get(f"holds-{at}", "") for at in options.unwilling}
        options.tags, options.wins, options.source = (
            words(found["tags"]),
            found["wins"],
            found["source"].strip(),
        )
        options.consents = {purpose.value: self._statement(f"consent-{purpose.value}") for purpose in ASKED}
        return mapping, options

    def _statement(self, key: str) -> Statement:
        found = self.cleaned_data
        day = found[f"{key}-given_on"]
        how = found[f"{key}-how"] or NONE
        return Statement(how, found[f"{key}-wording"], found[f"{key}-where"], day.isoformat() if day else "")
