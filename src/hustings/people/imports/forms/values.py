"""Form of the meanings of one column's values."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from hustings.foundation.lib.text.text_folding import fold
from hustings.people.imports.rows import topics
from hustings.people.persons.models import Email, Field, FieldOption, Topic

OUT = "!"  # among the choices: the value is left out


class ValuesForm(forms.Form):
    def __init__(self, data: Any, found: list[tuple[str, int]], chosen: dict[str, str], choices: Any) -> None:
        super().__init__(data)
        self.found = found
        for place, (value, _n) in enumerate(found):
            text = chosen.get(fold(value))
            label = _("Meaning of “%(value)s”") % {"value": value}
            if choices:
                initial = OUT if text == "" else text or ""
                self.fields[f"value-{place}"] = forms.ChoiceField(
                    label=label, required=False, initial=initial,
                    choices=[("", _("keep as is")), *choices, (OUT, _("— skip —"))],
                )  # fmt: skip
            else:
                self.fields[f"value-{place}"] = forms.CharField(
                    label=label, required=False, max_length=500, initial=text or "",
                    widget=forms.TextInput(attrs={"placeholder": _("keep as is")}),
                )  # fmt: skip
                self.fields[f"out-{place}"] = forms.BooleanField(
                    label=_("skip"), required=False, initial=text == ""
                )

    def rows(self) -> Iterator[dict[str, Any]]:
        """For the page: each value, how often it is there, what it stands for."""
        for place, (value, n) in enumerate(self.found):
            out = f"out-{place}"
            yield {
                "value": value, "n": n, "field": self[f"value-{place}"],
                "out": self[out] if out in self.fields else None,
            }  # fmt: skip

    def chosen(self) -> dict[str, str]:
        """Folded value -> what is read instead; nothing: left out."""
        found = {}
        for place, (value, _n) in enumerate(self.found):
            text = self.cleaned_data[f"value-{place}"].strip()
            if text == OUT or self.cleaned_data.get(f"out-{place}"):
                found[fold(value)] = ""
            elif text:
                found[fold(value)] = text
        return found


def choices_of(target: str, known: dict[str, Field]) -> list[tuple[str, Any]]:
    """What may be chosen for the values of a column; empty where anything may be typed."""
    first, __, rest = target.partition(".")
    kind = known[rest].kind if first == "field" and rest in known else ""
    if first in {"consent", "refusal", "email_bad"} or kind == Field.Kind.YES_NO:
        return [("yes", _("yes")), ("no", _("no"))]
    if first == "topic":
        return [("yes", _("subscribed")), ("no", _("unsubscribed"))]
    if target in {topics.IN, topics.OUT}:
        return [(topic.name, topic.name) for topic in Topic.objects.all()]
    if first == "email_status":
        return [(str(value), label) for value, label in Email.Status.choices]
    if first == "language":
        return list(settings.LANGUAGES)
    if kind and known[rest].pk:  # one that the import only plans has no choices yet
        options = FieldOption.objects.filter(field=known[rest], is_listed=True)
        return [(option.slug, option.label) for option in options]
    return []
