"""Forms of HQ about forms and their questions."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.fields.language_forms import main_first
from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.people.persons.models import OF_SURVEYS, OF_TEAM, Field, Purpose, Tag, Topic
from hustings.site.forms import choice_lines
from hustings.site.forms.models import Question, Questionnaire

MOST_STEPS = 9_999  # no more digits are read of a step that comes back
MOST_ANSWERS = 1_000_000_000
_TEXTS: dict[str, tuple[Any, int, bool]] = {
    "title": (gettext_lazy("Title (%(language)s)"), 120, False),
    "intro": (gettext_lazy("Introduction (%(language)s)"), 2_000, True),
    "thanks": (gettext_lazy("Thank-you message (%(language)s)"), 2_000, True),
    "use": (gettext_lazy("Survey: consent to use the answers (%(language)s)"), 500, True),
    "join": (gettext_lazy("Survey: consent to become a supporter (%(language)s)"), 500, True),
    "full": (gettext_lazy("Message when a quota is full (%(language)s)"), 2_000, True),
    "mail_subject": (gettext_lazy("Reply e-mail: subject (%(language)s)"), 150, False),
    "mail": (gettext_lazy("Reply e-mail: text (%(language)s)"), 5_000, True),
}


def _bound(field: forms.Field, most: int) -> None:
    """From one up to ``most``: a model's field alone allows nought, and on SQLite whatever is typed."""
    field.validators += [MinValueValidator(1), MaxValueValidator(most)]
    field.widget.attrs |= {"min": 1, "max": most}


class QuestionnaireForm(forms.ModelForm):  # type: ignore[type-arg]
    """All about a form but its questions."""

    opens_at = MomentField(label=gettext_lazy("Opens on"), required=False)
    closes_at = MomentField(label=gettext_lazy("Closes on"), required=False)
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("Consents to ask for"), choices=[], required=False,
        widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("With the wording of the sign-up form"),
    )  # fmt: skip
    mixed_steps = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Steps with questions in random order"), coerce=int,
        required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = Questionnaire
        fields = [
            "slug", "is_survey", "family_name", "postcode", "phone", "purposes", "topics", "tags", "opens_at",
            "closes_at", "is_listed", "most", "goal", "population", "mixed_steps",
        ]  # fmt: skip
        widgets = {"tags": forms.SelectMultiple, "topics": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [choice for choice in Purpose.choices if choice[0] not in OF_SURVEYS | OF_TEAM]
        self.fields["purposes"].choices = offered  # type: ignore[attr-defined]
        self.fields["tags"].queryset = Tag.objects.filter(is_listed=True)  # type: ignore[attr-defined]
        for name in ("most", "goal", "population"):
            _bound(self.fields[name], MOST_ANSWERS)
        self._offer_topics()
        self._offer_steps()
        mine = dict(self.fields)
        self.fields.clear()
        for name, (label, most, is_long) in _TEXTS.items():
            for code, language in main_first():
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=str(label) % {"language": language}, max_length=most,
                    required=name == "title" and code == settings.LANGUAGE_CODE,
                    widget=forms.Textarea({"rows": 3}) if is_long else forms.TextInput(),
                    initial=self.instance.texts.get(code, {}).get(name, ""),
                )  # fmt: skip
        self.fields.update(mine)

    def _offer_topics(self) -> None:
        """Those that mailings may have; one that was retired stays until somebody unticks it."""
        held = self.instance.topics.values("pk") if self.instance.pk else []
        found = Topic.objects.filter(Q(retired_at=None) | Q(pk__in=held))
        self.fields["topics"].queryset = found  # type: ignore[attr-defined]
        if not found:
            del self.fields["topics"]

    def _offer_steps(self) -> None:
        rows = self.instance.questions.filter(retired_at=None).order_by().values_list("step")
        steps = sorted(step for step, n in rows.annotate(n=Count("pk")) if n > 1)
        steps = sorted({*steps, *self.instance.mixed_steps})
        self.fields["mixed_steps"].choices = [(n, _("Step %(n)s") % {"n": n}) for n in steps]  # type: ignore[attr-defined]
        if not steps:
            del self.fields["mixed_steps"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        opens, closes = typed.get("opens_at"), typed.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The closing date must be after the opening date."))
        return typed

    def save(self, commit: bool = True) -> Any:
        self.instance.texts = {
            code: {name: text for name in _TEXTS if (text := self.cleaned_data[f"{name}_{code}"].strip())}
            for code, _language in settings.LANGUAGES
        }
        return super().save(commit)


class NewForm(forms.ModelForm):  # type: ignore[type-arg]
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    is_open = forms.BooleanField(
        label=gettext_lazy("Publish it now"), required=False,
        help_text=gettext_lazy("Name and e-mail are always asked. Without this it stays a draft."),
    )  # fmt: skip

    class Meta:
        model = Questionnaire
        fields = ["title", "slug"]

    def save(self, commit: bool = True) -> Any:
        self.instance.texts = {settings.LANGUAGE_CODE: {"title": self.cleaned_data["title"]}}
        if self.cleaned_data["is_open"]:
            self.instance.opens_at = timezone.now()
        return super().save(commit)


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A question: its words and choices in each language, its place, and on what it depends."""

    condition = forms.MultipleChoiceField(
        label=gettext_lazy("Ask only after one of these answers"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Answers to one question of an earlier step. Leave blank to always ask."),
    )  # fmt: skip

    class Meta:
        model = Question
        fields = ["kind", "order", "is_required", "step", "field", "low", "high"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["field"].queryset = Field.objects.all()  # type: ignore[attr-defined]
        self.fields["field"].help_text = _("For the kind “custom field”: the answer is saved there")
        self.fields["low"].help_text = self.fields["high"].help_text = _("For a scale")
        _bound(self.fields["step"], MOST_STEPS)
        mine = dict(self.fields)
        self.fields.clear()
        held = list(self.instance.options.all()) if self.instance.pk else []
        for code, language in main_first():
            for name, label, most in [
                ("label", _("Question (%(language)s)"), 300),
                ("hint", _("Hint (%(language)s)"), 300),
            ]:
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=label % {"language": language}, max_length=most,
                    required=name == "label" and code == settings.LANGUAGE_CODE,
                    initial=self.instance.texts.get(code, {}).get(name, ""),
                )  # fmt: skip
        self.fields["kind"] = mine.pop("kind")
        for code, language in main_first():
            said = [option.texts.get(code, {}).get("label", "") for option in held]
            self.fields[f"options_{code}"] = choice_lines.field(language, said)
        self.fields.update(mine)
        self._offer_conditions()

    def _offer_conditions(self) -> None:
        of = self.instance.questionnaire
        earlier = of.questions.filter(kind__in=Question.CHOOSABLE, retired_at=None).exclude(
            pk=self.instance.pk
        )
        choices = []
        for question in earlier.prefetch_related("options"):
            values = (
                [("yes", _("yes")), ("no", _("no"))]
                if question.kind == Question.Kind.YES_NO
                else [(str(option.pk), str(option)) for option in question.options.all()]
            )
            choices += [(f"{question.pk}:{value}", f"{question}: {label}") for value, label in values]
        self.fields["condition"].choices = choices  # type: ignore[attr-defined]
        on = self.instance.asks_if_id
        self.fields["condition"].initial = (
            [f"{on}:{value}" for value in self.instance.asks_when] if on else []
        )

    @property
    def options(self) -> list[dict[str, str]]:
        """The labels of each choice by language: the lines that stand in the same place."""
        return choice_lines.read(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """What the kind needs; a condition on one question alone."""
        typed = super().clean() or {}
        kind = typed.get("kind")
        choice_lines.check(self, needs_two=kind in Question.WITH_OPTIONS)
        if kind == Question.Kind.FIELD and not typed.get("field"):
            self.add_error("field", _("Choose a custom field."))
        if kind == Question.Kind.SCALE and not 0 < typed.get("high", 0) - typed.get("low", 0) <= 10:
            self.add_error("high", _("A scale has 2 to 11 steps."))
        on = {one.partition(":")[0] for one in typed.get("condition", [])}
        if len(on) > 1:
            self.add_error("condition", _("Choose answers of one question only."))
        return typed

    def filled(self) -> Question:
        """The question as it is to be written."""
        made: Question = self.instance
        typed = self.cleaned_data
        made.texts = {
            code: {name: text for name in ("label", "hint") if (text := typed[f"{name}_{code}"].strip())}
            for code, _language in settings.LANGUAGES
        }
        if typed["kind"] != Question.Kind.FIELD:
            made.field = None
        pairs = [one.partition(":") for one in typed["condition"]]
        made.asks_if = Question.objects.filter(pk=int(pairs[0][0])).first() if pairs else None
        made.asks_when = [value for _on, _colon, value in pairs]
        return made


class MoveForm(forms.Form):
    is_up = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda said: said == "yes")
