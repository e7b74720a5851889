"""Forms of the team: calls, rounds, criteria, reasons, letters, checks."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.language_forms import InLanguages, main_first
from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.foundation.lib.fields.money_fields import MoneyField
from hustings.foundation.lib.fields.row_fields import RowsField
from hustings.foundation.lib.formats import money
from hustings.foundation.territories.fields import ZoneField
from hustings.networks.initiatives.models import Call, Criterion, Reason, Round, State
from hustings.networks.initiatives.rights import RUN_CALLS
from hustings.site.forms.answering import steps

_TAKEN = frozenset({"applications", "links", "joining", "jury", "projects", "rounds", "sent"})
_LETTERS = (State.ACCEPTED, State.RESERVE, State.REFUSED, State.INELIGIBLE)


class CallForm(InLanguages):
    """All that is the same in every round."""

    texts = {
        "title": (gettext_lazy("Title"), 150, False),
        "intro": (gettext_lazy("What it is about, and who may apply"), 5_000, True),
    }
    needed = frozenset({"title"})
    slug = forms.SlugField(label=gettext_lazy("End of the web address"), max_length=60)
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"), choices=[(code, code) for code in money.SIGNS], required=False
    )
    zone = ZoneField(
        label=gettext_lazy("Territory"), required=False,
        help_text=gettext_lazy("Its organisers run this call. Leave blank for the whole campaign."),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, call: Call | None = None, **more: Any) -> None:
        self.user, self.call = user, call
        if call:
            more["initial"] = {"slug": call.slug, "currency": call.currency, "zone": call.zone_id}
        super().__init__(*args, **more)
        mine = dict(self.fields)
        self.fields.clear()
        self._add_texts({"title": call.titles, "intro": call.intros} if call else {})
        self.fields.update(mine)

    def clean_slug(self) -> str:
        said: str = self.cleaned_data["slug"]
        others = Call.objects.exclude(pk=self.call.pk if self.call else 0)
        if said in _TAKEN or others.filter(slug=said).exists():
            raise ValidationError(_("This address is taken. Choose another."))
        return said

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        zone = said.get("zone")
        lets = access.may(self.user, RUN_CALLS, zone) if zone else access.everywhere(self.user, RUN_CALLS)
        if "zone" in said and not lets:
            self.add_error("zone", _("Choose one of your territories."))
        return said

    def values(self) -> dict[str, Any]:
        """Columns of the call."""
        said = self.cleaned_data
        return {
            "slug": said["slug"], "currency": said["currency"] or "EUR", "zone": said["zone"],
            "titles": self.said("title"), "intros": self.said("intro"),
        }  # fmt: skip


class RoundForm(forms.ModelForm):  # type: ignore[type-arg]
    """Days, money, jury and rule of a round."""

    opens_at = MomentField(label=gettext_lazy("Opens on"), required=False)
    closes_at = MomentField(label=gettext_lazy("Closes on"), required=False)
    most_asked = MoneyField(label=gettext_lazy("Largest amount per project"), required=False, least=1)
    budget = MoneyField(
        label=gettext_lazy("Budget"), required=False, least=1,
        help_text=gettext_lazy("Leave both blank where no money is given."),
    )  # fmt: skip
    hidden = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Answers that jurors don’t see"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = Round
        fields = [
            "name", "opens_at", "closes_at", "grace", "most_asked", "budget", "places", "is_blind", "hidden",
            "n_reviews", "jury_closes_on", "n_needed", "appeal_days",
        ]  # fmt: skip
        widgets = {"jury_closes_on": DayInput()}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("most_asked", "budget"):
            field: Any = self.fields[name]
            field.currency = self.instance.call.currency
        for name, low, high in [("places", 1, 5_000), ("n_reviews", 1, 20), ("n_needed", 1, 50)]:
            self.fields[name].validators += [MinValueValidator(low), MaxValueValidator(high)]
            self.fields[name].widget.attrs |= {"min": low, "max": high}
        questions = steps.questions_of(self.instance.questionnaire)
        choices: Any = self.fields["hidden"]
        choices.choices = [(each.pk, str(each)) for each in questions]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        opens, closes = said.get("opens_at"), said.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The closing date must be after the opening date."))
        if closes and not opens:
            self.add_error("opens_at", _("Enter the day on which it opens."))
        day = said.get("jury_closes_on")
        if closes and day and day <= closes.date():
            self.add_error("jury_closes_on", _("Jurors need some days after the deadline."))
        return said


class CriterionForm(InLanguages):
    """One thing to mark."""

    texts = {
        "label": (pgettext_lazy("of a jury", "Criterion"), 100, False),
        "anchor": (gettext_lazy("What the marks mean, one a line"), 1_000, True),
    }
    needed = frozenset({"label"})
    weight = forms.IntegerField(label=gettext_lazy("Weight"), min_value=1, max_value=100, initial=1)
    high = forms.IntegerField(label=gettext_lazy("Highest mark"), min_value=2, max_value=10, initial=5)

    def __init__(self, *args: Any, criterion: Criterion | None = None, **more: Any) -> None:
        if criterion:
            more["initial"] = {"weight": criterion.weight, "high": criterion.high}
        super().__init__(*args, **more)
        mine = dict(self.fields)
        self.fields.clear()
        self._add_texts({"label": criterion.labels, "anchor": criterion.anchors} if criterion else {})
        self.fields.update(mine)

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "labels": self.said("label"), "anchors": self.said("anchor"), "weight": said["weight"],
            "high": said["high"],
        }  # fmt: skip


class ReasonForm(InLanguages):
    """A ground on which an application is not eligible."""

    texts = {"label": (gettext_lazy("Reason, as the letter says it"), 300, False)}
    needed = frozenset({"label"})

    def __init__(self, *args: Any, reason: Reason | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self._add_texts({"label": reason.labels} if reason else {})


class LettersForm(forms.Form):
    """The round's own paragraph in the letters of each decision, by language."""

    def __init__(self, *args: Any, round_: Round, **more: Any) -> None:
        super().__init__(*args, **more)
        for state in _LETTERS:
            for code, language in main_first():
                self.fields[f"{state}_{code}"] = forms.CharField(
                    label=f"{str(state.label).capitalize()} ({language})", max_length=2_000, required=False,
                    widget=forms.Textarea({"rows": 3}), initial=round_.words.get(state, {}).get(code, ""),
                )  # fmt: skip

    def words(self) -> dict[str, dict[str, str]]:
        """As the round keeps them."""
        found = {}
        for state in _LETTERS:
            texts = {code: self.cleaned_data[f"{state}_{code}"].strip() for code, _name in settings.LANGUAGES}
            found[str(state)] = {code: text for code, text in texts.items() if text}
        return found


class ScreenForm(forms.Form):
    """Why an application is not eligible."""

    reasons = RowsField(
        label=gettext_lazy("Reasons"), queryset=Reason.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("In your own words"), required=False, max_length=2_000,
        widget=forms.Textarea({"rows": 3}), help_text=gettext_lazy("All of this goes into the letter."),
    )  # fmt: skip

    def __init__(self, *args: Any, round_: Round, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["reasons"]
        field.queryset = round_.reasons.all()
