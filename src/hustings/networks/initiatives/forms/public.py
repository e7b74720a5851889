"""Forms of applicants: to begin, to write, to add a file or a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.fields import uploaded_files
from hustings.foundation.lib.fields.money_fields import MoneyField
from hustings.foundation.lib.formats import money
from hustings.networks.initiatives.models import Application
from hustings.people.persons import name_validator
from hustings.people.persons.models import Purpose
from hustings.people.signups.public_forms import consents
from hustings.people.signups.public_forms.base import PersonForm
from hustings.site.forms.answering import kinds, steps
from hustings.site.forms.models import Question
from mailguard.identifiers import addresses

_MOST = 10**15


class BeginForm(PersonForm):
    """The first form: who applies, with which project."""

    place = "apply"
    phone = postcode = commune = None
    title = forms.CharField(label=gettext_lazy("Name of the project"), max_length=150)


def begin_form(request: HttpRequest, source: str, typed: Any = None) -> BeginForm:
    """The form with the consent to e-mails, stamped now."""
    asked = consents.asked(request)
    boxes = {purpose: wording for purpose, wording in asked.items() if purpose == Purpose.EMAIL}
    shown = consents.stamped(source, request, boxes)
    return BeginForm(shown, typed, texts={wording.pk: wording.text for wording in boxes.values()})


class WriteForm(forms.Form):
    """An application as it is written. ``is_final``: all that is required must be there."""

    title = forms.CharField(label=gettext_lazy("Name of the project"), max_length=150)
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=200, required=False)
    summary = forms.CharField(
        label=gettext_lazy("Summary"), max_length=1_000, required=False,
        widget=forms.Textarea({"rows": 4}), help_text=gettext_lazy("In a few sentences"),
    )  # fmt: skip
    asked = MoneyField(label=gettext_lazy("Amount requested"), required=False, least=1)

    def __init__(
        self, row: Application, questions: Sequence[Question], data: QueryDict | None = None, *,
        is_final: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(data)
        self.row, self.round, self.is_final = row, row.round, is_final
        amount: Any = self.fields["asked"]
        amount.currency = row.round.call.currency
        if row.round.budget is None and row.round.most_asked is None:
            del self.fields["asked"]
        typed = row.answers if data is None else typed_in(data, questions)
        self.questions = steps.asked(questions, typed)
        self._ask(typed)
        if is_final:
            for name in ("summary", "asked"):
                if name in self.fields:
                    self.fields[name].required = True

    def _ask(self, typed: Mapping[str, list[str]]) -> None:
        self.initial = {
            name: getattr(self.row, name) for name in ("title", "organisation", "summary", "asked")
        }
        for question in self.questions:
            found = kinds.field_of(question)
            found.required = found.required and self.is_final
            found.widget.is_required = False
            self.fields[question.name] = found
            values = typed.get(question.name, [])
            is_many = question.kind == Question.Kind.MANY
            self.initial[question.name] = values if is_many else next(iter(values), "")

    @property
    def asked_fields(self) -> list[tuple[Question, forms.BoundField]]:
        return [(question, self[question.name]) for question in self.questions]

    def clean_asked(self) -> int | None:
        """Within what the round gives one project."""
        said: int | None = self.cleaned_data["asked"]
        most = self.round.most_asked or _MOST
        if said and said > most:
            shown = money.shown(most, self.round.call.currency)
            raise ValidationError(_("One project gets at most %s.") % shown)
        return said

    def clean(self) -> dict[str, Any]:
        """Each answer by its kind."""
        for question in self.questions:
            try:
                kinds.check(question, self.cleaned_data.get(question.name))
            except ValidationError as bad:
                self.add_error(question.name, bad)
        return super().clean() or self.cleaned_data

    def values(self) -> dict[str, Any]:
        """As ``actions.write`` takes it; answers stay as they were typed."""
        said = self.cleaned_data
        found = {name: said.get(name) or "" for name in ("title", "organisation", "summary")}
        answers = typed_in(self.data, self.questions)
        return {**found, "asked": said.get("asked"), "answers": answers}


def typed_in(data: Any, questions: Sequence[Question]) -> steps.Typed:
    """Values typed in the inputs of questions."""
    return steps.with_step({}, [each.name for each in questions], data)


class FileForm(forms.Form):
    """A file of the application."""

    file = forms.FileField(label=gettext_lazy("File"), widget=forms.FileInput())

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["file"].widget.attrs["accept"] = uploaded_files.accept()
        self.fields["file"].help_text = _("PDF, Office, picture or text, at most 10 MB")

    def clean_file(self) -> uploaded_files.Checked:
        try:
            return uploaded_files.checked(self.cleaned_data["file"])
        except uploaded_files.NoFile as refused:
            raise ValidationError(str(refused)) from refused


class InviteForm(forms.Form):
    """Somebody who is to carry the project too."""

    given_name = forms.CharField(
        label=gettext_lazy("Given name"), max_length=100, validators=[name_validator.check]
    )
    family_name = forms.CharField(
        label=gettext_lazy("Family name"), max_length=100, required=False, validators=[name_validator.check]
    )
    email = forms.CharField(label=gettext_lazy("E-mail"), max_length=254)

    def clean_email(self) -> Any:
        try:
            return addresses.read(self.cleaned_data["email"])
        except addresses.BadAddress as bad:
            raise ValidationError(_("Enter a complete e-mail address, like name@example.org.")) from bad
