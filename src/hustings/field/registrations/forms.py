"""The form below an event, and the one that changes a registration."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.events.models import Event, Shift
from hustings.field.registrations import helping, openings, shift_words
from hustings.field.registrations.models import Registration
from hustings.field.registrations.questions.inputs import Asking
from hustings.people.persons.models import Purpose
from hustings.people.signups.public_forms import consents
from hustings.people.signups.public_forms.base import PersonForm

MOST_GUESTS = 9


def _guests() -> forms.IntegerField:
    return forms.IntegerField(
        label=gettext_lazy("Guests with you"), min_value=0, max_value=MOST_GUESTS, required=False, initial=0,
        widget=forms.NumberInput({"inputmode": "numeric", "min": 0, "max": MOST_GUESTS}),
        error_messages={
            "max_value": gettext_lazy("At most 9 guests."),
            "min_value": gettext_lazy("Enter 0 if you come alone."),
        },
    )  # fmt: skip


def _shifts(found: Sequence[Shift], n_later: int) -> forms.TypedMultipleChoiceField | None:
    """Shifts to choose among, by number; one that is the event itself isn't asked for."""
    if len(found) + n_later < 2:
        return None
    return forms.TypedMultipleChoiceField(
        initial=[one.pk for one in found] if len(found) == 1 else None,
        label=gettext_lazy("When?"), coerce=int, choices=[(one.pk, shift_words.label(one)) for one in found],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one shift.")},
    )  # fmt: skip


class _Seats(Asking):
    """Wishes of a registration: shifts, guests, and answers to the organisers."""

    later: Sequence[str] = ()  # shifts that can't be chosen yet, in words

    def offer(self, event: Event, held: Collection[int] = ()) -> None:
        """Ask for shifts: those held, and those open now; those that open later are told."""
        now, shifts = timezone.now(), list(event.shifts.all())
        self.choices = [one for one in shifts if one.pk in held or openings.is_open(one, now)]
        later = [one for one in shifts if one not in self.choices and openings.is_later(one, now)]
        if field := _shifts(self.choices, len(later)):
            self.fields["shifts"] = field
            self.later = [shift_words.opens_later(one) for one in later]

    def asked(self) -> list[int]:
        """Shifts by number: those chosen, or the only one there is."""
        chosen = self.cleaned_data.get("shifts")
        return sorted([one.pk for one in self.choices] if chosen is None else chosen)

    def clean_shifts(self) -> list[int]:
        """Nobody is in two places at the same time."""
        chosen: list[int] = self.cleaned_data["shifts"]
        both = helping.clashing([one for one in self.choices if one.pk in chosen])
        if both:
            words = _("“%(one)s” and “%(other)s” are at the same time. Choose one of them.")
            one, other = (shift_words.label(shift) for shift in both)
            raise forms.ValidationError(words % {"one": one, "other": other})
        return chosen

    def clean_guests(self) -> int:
        return int(self.cleaned_data["guests"] or 0)


class RegisterForm(_Seats, PersonForm):
    """Form of a registration: person, shifts, guests."""

    place = "register"
    phone = None
    guests = _guests()

    def __init__(self, event: Event, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.event = event
        self.offer(event)
        self.ask(event.questions.asked())


def empty_form(event: Event, source: str, request: HttpRequest, typed: Any = None) -> RegisterForm:
    """The form with the consent to e-mails, stamped now, with what was ``typed``, if anything."""
    asked = consents.asked(request)
    boxes = {purpose: wording for purpose, wording in asked.items() if purpose == Purpose.EMAIL}
    shown = consents.stamped(source, request, boxes)
    return RegisterForm(event, shown, typed, texts={wording.pk: wording.text for wording in boxes.values()})


class ChangeForm(_Seats):
    """Other shifts, other guests, other answers."""

    guests = _guests()

    def __init__(self, registration: Registration, *args: Any, **more: Any) -> None:
        held = set(registration.seats.live().values_list("shift", flat=True))
        more.setdefault("initial", {"guests": registration.guests, "shifts": sorted(held)})
        super().__init__(*args, **more)
        self.offer(registration.event, held)
        self.fields["guests"].label = _("Guests with you")
        self.ask(registration.event.questions.asked(), registration.answers)

    @property
    def must_answer(self) -> bool:
        """Whether a required question has no answer yet: the team registered them, or asked it later."""
        said = self.initial
        return any(field.field.required and field.name not in said for _one, field in self.asked_fields)
