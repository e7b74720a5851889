"""The form that a visitor fills in: one step of it, and on the last one who they are."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hustings.people.persons.models import OF_SURVEYS, Purpose
from hustings.people.signups.public_forms import stamp
from hustings.people.signups.public_forms.base import NUMBERED, PersonForm
from hustings.site.forms.answering import consents, kinds
from hustings.site.forms.models import Question, Questionnaire

WHO = ("given_name", "family_name", "email", "postcode", "commune", "phone")
TOPICS = "topics"
_CHOOSES = ("family_name", "postcode", "phone")  # what a form may ask, or not


def purposes(questionnaire: Questionnaire) -> list[str]:
    """Of which consents it can ask: those for calls need a number."""
    return [one for one in questionnaire.purposes if questionnaire.phone or one not in NUMBERED]


class TopicsField(forms.MultipleChoiceField):
    """What isn't offered any more counts for nothing; it is no fault of who ticked it."""

    def clean(self, value: list[str] | None) -> list[str]:
        """Those of ``value`` that are offered."""
        kept: list[str] = super().clean([key for key in value or [] if self.valid_value(key)])
        return kept


def offered(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    """The topics of mail among which its visitors choose: key and name."""
    return [(str(topic.pk), topic.name) for topic in questionnaire.topics.active()]


class AnswerForm(PersonForm):
    """Some questions; ``is_last``: and who answers, and to what they agree."""

    place = "answer"

    def __init__(
        self, shown: stamp.Stamp, questionnaire: Questionnaire, questions: Sequence[Question], is_last: bool,
        *args: Any, seed: str = "", **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(shown, *args, **more)
        self.questionnaire, self.questions, self.is_last = questionnaire, questions, is_last
        mine = {question.name: kinds.field_of(question, seed) for question in questions}
        theirs = {name: field for name, field in self.fields.items() if is_last and self._asks(name)}
        self.fields = {**mine, **theirs}
        if is_last and Purpose.EMAIL in shown.lines and (topics := offered(questionnaire)):
            self.fields[TOPICS] = TopicsField(
                label=_("What would you like to read about?"), choices=topics, required=False,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        if questionnaire.is_survey and is_last:
            for name in ("given_name", "email"):
                self.fields[name].required = self.fields[name].widget.is_required = False

    def _asks(self, name: str) -> bool:
        if name == "commune":
            return bool(self.questionnaire.postcode)
        if name not in _CHOOSES:
            return True
        asks = getattr(self.questionnaire, name)
        self.fields[name].required = self.fields[name].widget.is_required = asks == Questionnaire.Asks.MUST
        return bool(asks)

    @property
    def lines(self) -> list[tuple[str, str, forms.BoundField]]:
        """None before the last step."""
        return super().lines if self.is_last else []

    @property
    def asked(self) -> list[tuple[Question, forms.BoundField]]:
        return [(question, self[question.name]) for question in self.questions]

    def clean_email(self) -> Any:
        """A survey goes without."""
        is_left_out = self.questionnaire.is_survey and not self.cleaned_data["email"]
        return "" if is_left_out else super().clean_email()

    def clean(self) -> dict[str, Any]:
        """Each answer by its kind."""
        for question in self.questions:
            try:
                kinds.check(question, self.cleaned_data.get(question.name))
            except ValidationError as bad:
                self.add_error(question.name, bad)
        if self.questionnaire.is_survey and self.is_last and not self.errors:
            self._check_consents()
        return super().clean()

    def _check_consents(self) -> None:
        """A yes to the use; a name and an address for who is to be known, and else none."""
        given, typed = self.consents, self.cleaned_data
        if consents.USE not in given:
            self.add_error(
                f"consent_{consents.USE}",
                _("We can’t keep your answers without this. Tick the box, or leave: nothing is saved."),
            )
        if set(given) - {consents.USE}:
            for name in ("given_name", "email"):
                if not typed.get(name):
                    self.add_error(name, _("We need it to stay in touch with you."))
        elif typed.get("email"):
            self.add_error("email", _("Tick what we may use your address for, or leave it blank."))

    def line(self, *purposes: str) -> list[tuple[str, str, forms.BoundField]]:
        return [line for line in self.lines if line[0] in purposes]

    @property
    def use_lines(self) -> list[tuple[str, str, forms.BoundField]]:
        """The box of a survey without which nothing is kept."""
        return self.line(consents.USE)

    @property
    def join_lines(self) -> list[tuple[str, str, forms.BoundField]]:
        return self.line(consents.JOIN)

    @property
    def touch_lines(self) -> list[tuple[str, str, forms.BoundField]]:
        return [line for line in self.lines if line[0] not in OF_SURVEYS]

    @property
    def answers(self) -> list[tuple[Question, Any]]:
        return [(question, self.cleaned_data.get(question.name)) for question in self.questions]

    @property
    def who(self) -> dict[str, Any]:
        said = {name: str(self.cleaned_data.get(name) or "") for name in WHO if name != "commune"}
        zone = self.zone.pk if self.zone else None
        topics = [int(key) for key in self.cleaned_data.get(TOPICS) or []]
        return {
            **said, "zone": zone, "consents": self.consents, "ref": self.shown.ref, "topics": topics,
        }  # fmt: skip
