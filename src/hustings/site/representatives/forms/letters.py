"""The form below an appeal: who writes or calls from where; then to whom, and in which words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hustings.foundation.lib.web import query_params
from hustings.foundation.territories.models import Zone
from hustings.foundation.territories.postcodes import Choices
from hustings.people.persons.models import Wording
from hustings.people.signups.public_forms import consents, stamp
from hustings.people.signups.public_forms.base import NUMBERED, PersonForm
from hustings.site.representatives import actions, letter_text, whom
from hustings.site.representatives.models import Appeal, Outcome, Representative, Way

FIRST, SECOND = "1", "2"
LONGEST = 5_000  # characters of a letter
LEAST = 20  # words
_MOST = 100  # representatives that are looked for, whatever is sent


class VoiceForm(PersonForm):
    """Two steps on one page: the second shows what the first typed, so that nothing is lost."""

    place = "voice"
    phone = None
    # Read in clean: to whom depends on where they live.
    to = forms.Field(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, appeal: Appeal, way: str, step: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appeal, self.way, self.step = appeal, way, step
        self.whom: list[Representative] = []
        self.chosen_whom: dict[int, str] = {}
        self.may_stay = False  # it is like others, and may be sent so
        self.fields["family_name"].required = True
        if way == Way.LETTER:
            self.fields["points"] = forms.MultipleChoiceField(
                label=_("What matters to you?"), required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(str(at), point.name) for at, point in enumerate(letter_text.points(appeal))],
            )  # fmt: skip
        if way == Way.LETTER and step == SECOND:
            self.fields["about"] = forms.CharField(label=_("Subject"), max_length=150)
            self.fields["text"] = forms.CharField(
                label=_("Your letter"), max_length=LONGEST, help_text=_(
                    "Add a sentence or two of your own: why does it matter to you? Personal letters count"
                    " more."
                ), widget=forms.Textarea({"rows": 14, "maxlength": LONGEST}),
            )  # fmt: skip

    @property
    def is_letter(self) -> bool:
        """Written, not said."""
        return self.way == Way.LETTER

    def _find_zone(self, found: Choices) -> None:
        """The commune as other forms ask; and the part of a divided one where the office depends on it."""
        answer = self.data.get("commune", "")
        communes = [option.zone for option in found.options]
        more = [pair for zone in communes for pair in whom.question(self.appeal, zone, self.way)]
        if answer in dict(more):
            self.places = list(dict([*found.pairs, *more]).items())
            self.zone = Zone.objects.filter(pk=int(answer)).first()
            return
        super()._find_zone(found)
        if self.zone and (places := whom.question(self.appeal, self.zone, self.way)):
            words = _("%(place)s has several representatives. Which area or polling station is yours?")
            self.add_error("commune", words % {"place": self.zone.name})
            self.places, self.zone, self.is_divided = places, None, False

    def clean(self) -> dict[str, Any]:
        """Find to whom; in the second step: those ticked, and whether the letter is the writer's own."""
        cleaned = super().clean()
        if cleaned.get("postcode") and "commune" not in self.errors:
            self.whom = whom.of(self.appeal, self.zone, self.way)
            if not self.whom:
                self.add_error("postcode", _("We know no one to contact there. Check the postcode."))
        if self.step == SECOND and self.whom:
            self._choose()
            cleaned["to"] = sorted(self.chosen_whom.items())
            if self.is_letter and cleaned.get("text"):
                self._look_at(cleaned["text"])
        return cleaned

    def _choose(self) -> None:
        for one in self.whom:
            said = self.data.get(f"outcome_{one.pk}", "")
            if self.is_letter and str(one.pk) in _several(self.data, "to"):
                self.chosen_whom[one.pk] = ""
            elif not self.is_letter and said in Outcome.values:
                self.chosen_whom[one.pk] = said
        if not self.chosen_whom:
            words = _("Choose at least one.") if self.is_letter else _("Choose how at least one call went.")
            self.add_error("to", words)

    def _look_at(self, text: str) -> None:
        """Ask once for words of their own; what stays as it is may leave, too."""
        is_kept = "unchanged" in self.data
        if not is_kept and len(text.split()) < LEAST:
            self.add_error("text", _("This is very short: add a few sentences of your own."))
            return
        if "://" in text or "www." in text.lower():
            self.add_error("text", _("Please remove the links: letters with links are often blocked."))
            return
        if is_kept:
            return
        to = [one for one in self.whom if one.pk in self.chosen_whom]
        key = self.cleaned_data["email"].key if self.cleaned_data.get("email") else ""
        pieces = letter_text.pieces(self.appeal, self.name)
        like = actions.is_like_others(text=text, pieces=pieces, whom=to, key=key)
        if like == "ours":
            words = _(
                "This is still our text. Offices often count identical letters as one: a sentence of your own"
                " makes yours count. You can also send it unchanged."
            )
        elif like == "others":
            words = _(
                "They have already received almost this letter. Add your own reason, or an example from where"
                " you live. You can also send it unchanged."
            )
        if like:
            self.may_stay = True
            self.add_error("text", words)

    @property
    def name(self) -> str:
        said = self.cleaned_data
        return f"{said.get('given_name', '')} {said.get('family_name', '')}".strip()

    def clean_about(self) -> str:
        said = " ".join(self.cleaned_data["about"].split())
        if "://" in said:
            raise ValidationError(_("Please remove the links."))
        return said

    @property
    def ticked(self) -> list[tuple[Representative, bool]]:
        """Each with whether it is chosen: all of them when they are first shown."""
        sent = _several(self.data, "to")
        is_new = self.step == FIRST
        return [(one, is_new or str(one.pk) in sent) for one in self.whom]

    @property
    def calls(self) -> list[tuple[Representative, list[tuple[str, str, bool]]]]:
        return [
            (one, [(value, str(label), self.data.get(f"outcome_{one.pk}") == value)
                   for value, label in Outcome.choices])
            for one in self.whom
        ]  # fmt: skip

    @property
    def written(self) -> list[tuple[Any, str]]:
        return [*super().written, *(self._written_to() if self.is_letter else self._told())]

    def _written_to(self) -> list[tuple[Any, str]]:
        keys = query_params.keys(_several(self.data, "to")[:_MOST])
        names = [one.name for one in Representative.objects.filter(pk__in=keys).order_by("name_key", "pk")]
        return [(_("Your letter goes to"), ", ".join(names))] if names else []

    def _told(self) -> list[tuple[Any, str]]:
        said = dict(Outcome.choices)
        told = {name.removeprefix("outcome_"): said[self.data[name]]
                for name in self.data if name.startswith("outcome_") and self.data[name] in said}  # fmt: skip
        keys = query_params.keys([*told][:_MOST])
        them = Representative.objects.filter(pk__in=keys).order_by("name_key", "pk")
        return [(one.name, str(told[str(one.pk)])) for one in them if str(one.pk) in told]

    @property
    def points_chosen(self) -> set[int]:
        return {int(each) for each in self.cleaned_data.get("points", [])}

    def begun(self) -> "VoiceForm":
        data: Any = self.data.copy()  # type: ignore[attr-defined] # a QueryDict
        data["about"] = self.appeal.subject
        chosen = self.points_chosen
        data["text"] = letter_text.compose(self.appeal, chosen, self.shown.key, self.name)
        data.setlist("to", [str(one.pk) for one in self.whom])
        made = VoiceForm(self.appeal, self.way, SECOND, self.shown, data, texts=self._texts)
        made.whom, made.zone, made.places = self.whom, self.zone, self.places
        made._errors = forms.utils.ErrorDict()  # type: ignore[attr-defined] # nothing is wrong yet
        made.cleaned_data = {}
        return made


def _several(data: Any, name: str) -> list[str]:
    return list(data.getlist(name)) if hasattr(data, "getlist") else list(data.get(name, []))


def _boxes(appeal: Appeal) -> dict[str, Wording]:
    return {
        purpose: wording
        for purpose, wording in consents.asked().items()
        if purpose in appeal.consents and purpose not in NUMBERED
    }


def stamped(appeal: Appeal, source: str, request: HttpRequest) -> stamp.Stamp:
    """The stamp of a form that is shown now, with those consents and by what its reader came."""
    return consents.stamped(source, request, _boxes(appeal))


def empty_form(appeal: Appeal, way: str, source: str, request: HttpRequest) -> VoiceForm:
    """The first step with the consents that this appeal offers, stamped now with by what they came."""
    boxes = _boxes(appeal)
    shown = consents.stamped(source, request, boxes)
    return VoiceForm(
        appeal, way, FIRST, shown, texts={wording.pk: wording.text for wording in boxes.values()}
    )
