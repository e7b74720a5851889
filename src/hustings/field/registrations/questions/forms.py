"""The shape of a question as it is typed, in each language of the site."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.field.events.actions import Scope
from hustings.field.registrations.models import EventQuestion
from hustings.field.registrations.models.questions import KINDS, new_key
from hustings.foundation.lib.fields.language_forms import InLanguages, main_first
from hustings.site.forms import choice_lines
from hustings.site.forms.models import Question

MOST_CHOICES = 30
_OF_NUMBERS = {"least": None, "most": None, "is_whole": False}  # and what other kinds have in their place


class QuestionForm(InLanguages):
    """One question; of a date in a series, also for which dates."""

    texts = {
        "label": (gettext_lazy("Question"), 300, False),
        "hint": (gettext_lazy("Help text"), 300, False),
    }
    needed = frozenset({"label"})
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[(one.value, one.label) for one in KINDS])
    is_required = forms.BooleanField(label=gettext_lazy("Required"), required=False)
    least = forms.DecimalField(
        label=gettext_lazy("Least"), required=False, max_digits=16, decimal_places=4,
        help_text=gettext_lazy("For a number"),
    )  # fmt: skip
    most = forms.DecimalField(
        label=gettext_lazy("Most"), required=False, max_digits=16, decimal_places=4,
        help_text=gettext_lazy("For a number"),
    )  # fmt: skip
    is_whole = forms.BooleanField(label=gettext_lazy("Whole numbers only"), required=False)
    scope = forms.ChoiceField(
        label=gettext_lazy("For which dates?"), choices=Scope.choices, widget=forms.RadioSelect,
        initial=Scope.ALL,
    )  # fmt: skip

    def __init__(self, typed: Any = None, *, question: EventQuestion) -> None:
        first: dict[str, Any] = {
            "kind": question.kind or Question.Kind.SHORT, "is_required": question.is_required,
            "least": question.least if question.pk else 0, "most": question.most,
            "is_whole": question.is_whole if question.pk else True,
        }  # fmt: skip
        super().__init__(typed, initial=first)
        self.question = question
        words = {
            name: {code: said[name] for code, said in question.texts.items() if said.get(name)}
            for name in self.texts
        }
        self._add_texts(words)
        for code, language in main_first():
            said = [one["texts"].get(code, "") for one in question.options]
            self.fields[f"options_{code}"] = choice_lines.field(language, said)
            self.fields[f"options_{code}"].help_text = _("For single and multiple choice")
        if not question.event.series_id:
            del self.fields["scope"]
        labels = [f"{name}_{code}" for name in ("label", "hint") for code, _language in main_first()]
        options = [f"options_{code}" for code, _language in main_first()]
        self.order_fields([*labels, "kind", *options, *_OF_NUMBERS, "is_required", "scope"])

    @property
    def has_choices(self) -> bool:
        return self.cleaned_data.get("kind") in Question.WITH_OPTIONS

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        choice_lines.check(self, needs_two=self.has_choices)
        if len(choice_lines.read(typed)) > MOST_CHOICES:
            words = _("At most %(n)d choices.") % {"n": MOST_CHOICES}
            self.add_error(f"options_{main_first()[0][0]}", words)
        if self.has_choices:
            self._want_all(typed)
        least, most = typed.get("least"), typed.get("most")
        if typed.get("kind") == Question.Kind.NUMBER and None not in (least, most) and least > most:  # type: ignore[operator] # no None
            self.add_error("most", _("The most is below the least."))
        return typed

    def _want_all(self, typed: dict[str, Any]) -> None:
        """Each language that has the question, or a choice, has all choices: no form mixes languages."""
        lines = choice_lines.read(typed)
        n_of = {code: sum(bool(line[code]) for line in lines) for code, _language in main_first()}
        most = max(n_of.values(), default=0)
        for code, language in main_first():
            if n_of[code] < most and (n_of[code] or typed.get(f"label_{code}")):
                words = ngettext(
                    "%(n)s choice is missing in this language: %(language)s.",
                    "%(n)s choices are missing in this language: %(language)s.", most - n_of[code],
                )  # fmt: skip
                self.add_error(f"options_{code}", words % {"language": language, "n": most - n_of[code]})

    @property
    def asked_for(self) -> str:
        """The dates meant."""
        return str(self.cleaned_data.get("scope") or Scope.ONE)

    @property
    def filled(self) -> EventQuestion:
        """The question as it is to be kept. A choice that says the same keeps its key, wherever it stands."""
        question, said = self.question, {name: self.said(name) for name in self.texts}
        codes = {code for words in said.values() for code in words}
        question.texts = {
            code: {name: words[code] for name, words in said.items() if code in words}
            for code in sorted(codes)
        }
        question.kind, question.is_required = self.cleaned_data["kind"], self.cleaned_data["is_required"]
        is_number = question.kind == Question.Kind.NUMBER
        for name, none in _OF_NUMBERS.items():
            setattr(question, name, self.cleaned_data[name] if is_number else none)
        held = {one["texts"].get(main_first()[0][0]): one["key"] for one in question.options}
        lines = choice_lines.read(self.cleaned_data) if self.has_choices else []
        question.options = [
            {"key": held.pop(line[main_first()[0][0]], None) or new_key(), "texts": _worded(line)}
            for line in lines
            if any(line.values())
        ]
        return question


def _worded(line: dict[str, str]) -> dict[str, str]:
    return {code: text for code, text in line.items() if text}
