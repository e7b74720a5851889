"""Forms to inherit from: guarded, with boxes of consent; and those that ask who somebody is."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.web import query_params
from hustings.foundation.territories import postcodes
from hustings.foundation.territories.models import Zone
from hustings.foundation.territories.postcodes import Choices
from hustings.people.persons import name_validator, phones
from hustings.people.persons.models import Purpose, Wording
from hustings.people.signups.public_forms import stamp, typed_answers
from mailguard.identifiers import addresses

TRAP = "subject"  # a field that people don't see and robots fill
NUMBERED = frozenset({"sms", "phone"})  # purposes that need a number
_WHO = frozenset({"given_name", "family_name", "email", "postcode", "commune", "phone"})


def text(label: Any, autocomplete: str, max_length: int = 100, **more: Any) -> forms.CharField:
    """A field of one line that a browser may fill; ``type`` is that of the input."""
    kind = more.pop("type", "text")
    widget = forms.TextInput({"autocomplete": autocomplete, "type": kind, **more.pop("attrs", {})})
    return forms.CharField(label=label, max_length=max_length, widget=widget, **more)


class GuardedForm(forms.Form):
    """A form of the public site: stamp, trap, age, a box for each consent of the stamp.

    ``place`` begins the ids of its fields: two forms of a page need two.
    """

    place = "join"

    def __init__(self, shown: stamp.Stamp, *args: Any, texts: dict[int, str] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.auto_id = f"{self.place}-%s"
        self.shown = shown
        self._texts = texts
        for purpose in shown.lines:
            self.fields[f"consent_{purpose}"] = forms.BooleanField(required=False)

    @property
    def lines(self) -> list[tuple[str, str, forms.BoundField]]:
        if self._texts is None:
            found = Wording.objects.filter(pk__in=self.shown.lines.values())
            self._texts = dict(found.values_list("pk", "text"))
        return [
            (purpose, self._texts[wording], self[f"consent_{purpose}"])
            for purpose, wording in self.shown.lines.items()
            if wording in self._texts and purpose not in self._given
        ]

    @property
    def _given(self) -> frozenset[str]:
        """Purposes that aren't asked again: they stand, and a form without their box takes nothing back."""
        known = self.shown.known
        return known.given if known else frozenset()

    @property
    def given_lines(self) -> list[str]:
        """The same in words, of those that this form would have asked."""
        return [str(Purpose(purpose).label) for purpose in self.shown.lines if purpose in self._given]

    @property
    def phone_lines(self) -> list[tuple[str, str, forms.BoundField]]:
        """Those that need a number: shown beside it."""
        return [line for line in self.lines if line[0] in NUMBERED]

    @property
    def other_lines(self) -> list[tuple[str, str, forms.BoundField]]:
        return [line for line in self.lines if line[0] not in NUMBERED]

    def say_many(self) -> None:
        """Too much came from one network within the hour: everything typed is still there."""
        self.add_error(None, _(
            "Too many people have just sent this form from your network. Your answers are still "
            "here: try again in an hour, or from another network."
        ))  # fmt: skip

    def say_strange(self) -> None:
        """It came without a stamp of ours: kept open for too long, or sent by another page."""
        self.errors.pop(
            NON_FIELD_ERRORS, None
        )  # the stamp it has now is of this moment: "very fast" is untrue
        self.add_error(None, _(
            "We couldn't tell which page this came from. Check your answers, tick your consents "
            "again and send the form once more."
        ))  # fmt: skip

    @property
    def written(self) -> list[tuple[Any, str]]:
        """What was chosen and typed, field by field, for whom the form can't be taken from any more."""
        sentences = {box.name: text for _purpose, text, box in self.lines}
        pairs = [
            (sentences.get(field.name, field.label), self._said(field)) for field in self.visible_fields()
        ]
        return [pair for pair in pairs if pair[1]]

    def _said(self, field: forms.BoundField) -> str:
        return typed_answers.said(field.field, field.value())

    @property
    def is_trapped(self) -> bool:
        """A robot filled the field that people don't see."""
        return bool(self.data.get(TRAP))

    @property
    def consents(self) -> dict[str, int]:
        return {
            purpose: wording
            for purpose, wording in self.shown.lines.items()
            if self.cleaned_data.get(f"consent_{purpose}")
        }

    @property
    def key(self) -> str:
        """The key of this form with these answers: twice the same is one."""
        return self.shown.key_of(sorted((name, str(said)) for name, said in self.cleaned_data.items()))

    def clean(self) -> dict[str, Any]:
        """Refuse a form that came faster than a person types, or days later."""
        cleaned = super().clean() or {}
        is_filled_in = self.shown.known is not None  # by us: one press is left
        if not self.errors and not is_filled_in and self.shown.age < stamp.TOO_FAST:
            self.add_error(None, _("That was very fast. Please send the form once more."))
        if self.shown.age > stamp.TOO_OLD:
            self.shown = self.shown.anew()
            self.add_error(None, _("This page was open for days. Please send the form once more."))
        return cleaned


class PersonForm(GuardedForm):
    """Name, address, postcode, the commune where the postcode is not enough, phone.

    A form that asks less sets a field to None.
    """

    given_name: forms.CharField | None = text(
        gettext_lazy("Given name"), "given-name", validators=[name_validator.check]
    )
    family_name: forms.CharField | None = text(
        gettext_lazy("Family name"), "family-name", required=False, validators=[name_validator.check]
    )
    email: forms.CharField | None = text(gettext_lazy("E-mail"), "email", 254, type="email")
    postcode: forms.CharField | None = text(gettext_lazy("Postcode"), "postal-code", 12)
    commune: forms.CharField | None = forms.CharField(
        label=gettext_lazy("Your town"), required=False, max_length=20
    )
    phone: forms.CharField | None = text(gettext_lazy("Mobile phone"), "tel", 30, required=False, type="tel")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.zone: Zone | None = None
        self.places: list[tuple[str, str]] = []  # to choose among
        self.is_divided = False  # these are the parts of one commune, and nobody has to know theirs
        if self.known:
            self._fill(self.known)

    @property
    def known(self) -> Any:
        """Whoever was recognised, a ``recognition.Known``."""
        return self.shown.known

    @property
    def is_ready(self) -> bool:
        """Whether we filled in all that it needs to know of them: one press is left."""
        if not self.known or self.errors.keys() & _WHO:
            return False
        needed = [self[name] for name in _WHO if name in self.fields and self.fields[name].required]
        return all(field.value() for field in needed) and (len(self.places) < 2 or bool(self.zone))

    def _fill(self, known: Any) -> None:
        for name, value in known.facts.items():
            if name in self.fields:
                self.fields[name].initial = value
        if not self.is_bound and "postcode" in self.fields:
            found = postcodes.choices(known.facts["postcode"])
            self.places = found.pairs if len(found.options) > 1 else []
            self.is_divided = found.unsure is not None
            self.zone = found.taken(str(known.person.zone_id)) or found.unsure

    def clean_email(self) -> addresses.Address:
        try:
            return addresses.read(self.cleaned_data["email"])
        except addresses.BadAddress as bad:
            raise ValidationError(_("Enter a complete e-mail address, like name@example.org.")) from bad

    def clean_postcode(self) -> str:
        """Without spaces; people abroad may write what they like, but for what looks French and can't be."""
        code = "".join(self.cleaned_data["postcode"].split()).upper()
        if not postcodes.may_be_home(code):
            raise ValidationError(_(
                "“%(code)s” is not a postcode in France. Correct it; if you live abroad, put the letters of "
                "your country before it, like D-99084."
            ) % {"code": code})  # fmt: skip
        return code

    def clean_phone(self) -> str:
        """A number in E.164."""
        typed = self.cleaned_data["phone"]
        if not typed:
            return ""
        try:
            return phones.read(typed)
        except phones.BadNumber as bad:
            raise ValidationError(str(bad)) from bad

    def clean(self) -> dict[str, Any]:
        """Find the commune, or ask; ask for a number where it is to be used."""
        cleaned = self.cleaned_data
        if postcode := cleaned.get("postcode"):
            self._find_zone(postcodes.choices(postcode))
        wants_number = any(cleaned.get(f"consent_{purpose}") for purpose in NUMBERED)
        if "phone" in self.fields and wants_number and not cleaned.get("phone"):
            self.add_error("phone", _("Enter a number so that we can call or text you."))
        return super().clean()

    def _find_zone(self, found: Choices) -> None:
        if len(found.options) < 2:  # unknown postcodes are let through: people abroad support us too
            self.zone = found.sole
            return
        self.places, self.is_divided = found.pairs, found.unsure is not None
        answer = self.data.get("commune", "")
        self.zone = found.taken(answer) if answer else found.unsure
        if self.zone is None:
            self.add_error("commune", _("This postcode covers several communes. Which one is yours?"))

    def _said(self, field: forms.BoundField) -> str:
        if field.name != "commune":
            return super()._said(field)
        answer = str(field.value() or "")
        found = dict(postcodes.choices(str(self.data.get("postcode", ""))).pairs)
        return found.get(answer) or str(Zone.objects.filter(pk__in=query_params.keys([answer])).first() or "")

    @property
    def chosen(self) -> str:
        return str(self.zone.pk) if self.zone else ""
