"""HQ's form of a script: its name, and its words in each language of the site."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.people.scripts import talk
from hustings.people.scripts.models import Script

WRONG = {
    "empty": gettext_lazy("Write the script in at least one language."),
    "long": gettext_lazy("The script is too long: 100 sentences and questions at most."),
    "empty_question": gettext_lazy("Line %(line)s: write the question after the “?”."),
    "choice_of_nothing": gettext_lazy("Line %(line)s: a choice needs a question above it."),
    "choice": gettext_lazy("Line %(line)s: “%(what)s” is not a choice."),
    "scale": gettext_lazy("Line %(line)s: write a scale as “- 1..5”, alone below its question."),
    "twice": gettext_lazy("Line %(line)s: the choice “%(what)s” stands there twice."),
    "way_of_many": gettext_lazy("Line %(line)s: only a question with one choice can lead elsewhere."),
    "part_twice": gettext_lazy(
        "Two parts have the same name. Names after “#” must differ, and “end” is taken."
    ),
    "way_to_nothing": gettext_lazy(
        "No part called “%(what)s” follows. Add a line “# %(what)s” further down."
    ),
    "languages": gettext_lazy("The languages differ: give each the same questions, choices and ways."),
}
EXAMPLE = gettext_lazy(
    "Good evening, this is {caller} for {campaign}.\n? Will you vote on Sunday?\n- Yes -> thanks\n"
    "- Not sure\n?? Which topics matter to you?\n- Health\n- Transport\n# thanks\nThank you, good evening."
)


def said(bad: talk.BadScript) -> str:
    """The remedy in words."""
    return str(WRONG[bad.reason]) % {"line": bad.line, "what": bad.what}


class ScriptForm(forms.Form):
    """A text for each language; ``read`` of each is checked where it stands."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)

    def __init__(self, *args: Any, script: Script | None = None, **more: Any) -> None:
        version = script.current if script else None
        super().__init__(*args, **more)
        if script:
            self.fields["name"].initial = script.name
        for language, label in settings.LANGUAGES:
            self.fields[f"text_{language}"] = forms.CharField(
                label=_("Script (%(language)s)") % {"language": _(str(label))}, required=False,
                max_length=talk.LONGEST, widget=forms.Textarea(attrs={"rows": 14, "lang": language}),
                initial=version.texts.get(language, "") if version else "",
            )  # fmt: skip

    @property
    def texts(self) -> dict[str, str]:
        return {
            language: self.cleaned_data.get(f"text_{language}", "") for language, _l in settings.LANGUAGES
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for language, text in self.texts.items():
            if text.strip():
                try:
                    talk.read(text)
                except talk.BadScript as bad:
                    self.add_error(f"text_{language}", said(bad))
        return cleaned


class TalkFields:
    """The steps of a script with what a form sent for them; of several choices it sends one name often."""

    def __init__(self, steps: list[talk.Step], data: Any = None) -> None:
        sent = data or QueryDict()
        self.rows = [(step, sent.getlist(f"talk-{step.key}")[:50]) for step in steps]

    @property
    def answers(self) -> dict[str, list[str]]:
        return {step.key: said for step, said in self.rows if step.asks}
