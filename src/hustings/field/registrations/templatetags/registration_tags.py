"""Seats and shifts in words, for the pages and mails of registrations."""

from django import template

from hustings.field.events.models import Event
from hustings.field.registrations import seat_links, shift_words
from hustings.field.registrations.forms import ChangeForm
from hustings.field.registrations.models import Registration, Seat
from hustings.field.registrations.questions import answers

register = template.Library()
register.filter("shift_label", shift_words.label)
register.filter("standing", shift_words.standing)


@register.filter
def when_where(event: Event) -> str:
    """Day, hours and place, a line each."""
    return shift_words.when_where(event)


@register.simple_tag
def seats_of(registration: Registration) -> list[Seat]:
    return shift_words.live(registration)


@register.simple_tag
def links_of(seat: Seat) -> list[seat_links.SeatLink]:
    return seat_links.of(seat)


@register.simple_tag
def must_wait(registration: Registration) -> bool:
    """Whether any shift that it asks for has no seat for it now."""
    asked = registration.event.shifts.filter(pk__in=registration.wished)
    return any(shift_words.is_full(one, registration.n) for one in asked)


@register.simple_tag
def wished(registration: Registration) -> list[str]:
    """Shifts asked for, in words; none where the event has but one."""
    shifts = list(registration.event.shifts.all())
    asked = {int(pk) for pk in registration.wished}
    return [shift_words.label(one) for one in shifts if one.pk in asked] if len(shifts) > 1 else []


@register.simple_tag
def answers_of(registration: Registration) -> list[answers.Line]:
    """Questions and answers in words."""
    return answers.lines([registration]).get(registration.pk, [])


@register.simple_tag
def form_to_change(registration: Registration) -> ChangeForm:
    return ChangeForm(registration)
