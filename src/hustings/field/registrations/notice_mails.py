"""Mails on a registration: what each says, whether it is still true, and sending it once."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.field.registrations import former_times, seat_links, shift_words
from hustings.field.registrations.models import Notice, Registration, Seat
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.jobs import exactly_once

Kind = Notice.Kind
REMINDERS = (Kind.DAY_BEFORE, Kind.THAT_DAY)
_OVER = (Kind.WITHDRAWN, Kind.REMOVED, Kind.LAPSED)  # true of a registration that is no more
_OF_SEATS = (Kind.ARRANGED, Kind.SEATED, Kind.MOVED, Kind.LINK, Kind.ON, *REMINDERS)  # these name the seats


def send(pk: int) -> bool:
    """Mail it once, whichever worker gets here first; what is true no more is dropped."""
    unsent = Notice.objects.filter(pk=pk, mailed_at=None, dropped_at=None)
    found = unsent.select_related("registration__event__zone", "registration__person").first()
    if found is None:
        return False
    if not _is_true(found):
        unsent.update(dropped_at=timezone.now())
        return False
    return exactly_once.mail_once(f"registration notice {pk}", unsent, lambda row: compose(found).send())


def _is_true(notice: Notice) -> bool:
    registration = notice.registration
    event = registration.event
    if not registration.address or (event.cancelled_at and notice.kind != Kind.OFF):
        return False
    if notice.kind in _OVER:
        return True
    if not registration.is_confirmed or (event.is_over and notice.kind != Kind.OFF):
        return False
    if notice.kind == Kind.OFFERED:
        return registration.seats.offered().filter(pk=_seat(notice)).exists()
    if notice.kind in (*REMINDERS, Kind.LINK):
        return registration.seats.seated().exists()
    return bool(event.cancelled_at) if notice.kind == Kind.OFF else True


def _seat(notice: Notice) -> int:
    return int(notice.about)


def compose(notice: Notice) -> EmailMultiAlternatives:
    """In the language of the form, as text and as HTML."""
    registration = notice.registration
    with translation.override(registration.language):
        return mails.message(registration.address, words_of(notice))


def words_of(notice: Notice) -> Words:
    """In the language of the moment."""
    registration, event = notice.registration, notice.registration.event
    subject, first, button = _SAID[Kind(notice.kind)](registration)
    lines = [first, f"{event.title}\n{shift_words.when_where(event)}"]
    if notice.was:
        lines.append(f"{_('Before, it was:')}\n{former_times.in_words(event, notice.was)}")
    if notice.kind in _OF_SEATS:
        seats = shift_words.live(registration)
        lines += [_seat_line(seat) for seat in seats]
    if notice.kind == Kind.OFFERED:
        seat = Seat.objects.select_related("shift__event").get(pk=_seat(notice))
        lines.append(_seat_line(seat))
    if notice.kind == Kind.OFF and event.reason:
        lines.append(event.reason)
    if notice.kind in _OF_SEATS and event.online_at and registration.seats.seated().exists():
        lines.append(event.online_at)
    if notice.kind in (*REMINDERS, Kind.ARRANGED, Kind.SEATED):
        lines += [line for seat in shift_words.live(registration) for line in _links(seat)]
        calendar = mails.link("registrations:calendar", registration.link_token)
        lines.append(f"{_('Add to my calendar')}\n{calendar}")
    notes = (_note(registration),)
    link = mails.link("registrations:link", registration.link_token)
    return Words(subject, lines, button, link, notes if notice.kind in _OF_SEATS else ())


def _note(registration: Registration) -> str:
    if registration.seats.seated().exists():
        return _("If you can’t come, please cancel there: someone else is glad of your seat.")
    return _("If you no longer want a seat, please leave the waiting list there.")


def _links(seat: Seat) -> list[str]:
    """Links that apps above add to a seat that is taken, such as its ticket."""
    found = seat_links.of(seat) if seat.seated_at else []
    return [f"{link.label}\n{settings.BASE_URL}{link.path}" for link in found]


def _seat_line(seat: Seat) -> str:
    """State of a seat, below its shift where that is not the event itself."""
    said, shift = shift_words.standing(seat), seat.shift
    return f"{shift_words.label(shift)}\n{said}" if shift.name or shift.starts_at else said


Said = tuple[str, str, str]  # subject, first sentence, label of the button


def _titled(subject: str, registration: Registration) -> str:
    return subject % {"event": registration.event.title}


def _arranged(registration: Registration) -> Said:
    if registration.seats.seated().exists():
        subject = _titled(_("You’re coming: %(event)s"), registration)
        return subject, _("Thank you for registering. See you there!"), _("Change or cancel")
    subject = _titled(_("Waiting list: %(event)s"), registration)
    first = _("It’s full for now. As soon as a seat is free for you, we e-mail you.")
    return subject, first, _("Change or cancel")


def _offered(registration: Registration) -> Said:
    subject = _titled(_("A seat is free for you: %(event)s"), registration)
    return (
        subject,
        _("Good news: a seat is free. Take it in time, or it goes to the next person."),
        _("Take the seat"),
    )


def _lapsed(registration: Registration) -> Said:
    subject = _titled(_("Your seat went to the next person: %(event)s"), registration)
    return subject, _("The time to take it has passed. You can register again."), _("See my registration")


def _seated(registration: Registration) -> Said:
    return (
        _titled(_("You have a seat: %(event)s"), registration),
        _("You have a seat."),
        _("Change or cancel"),
    )


def _removed(registration: Registration) -> Said:
    subject = _titled(_("Your registration was cancelled: %(event)s"), registration)
    return subject, _("The organisers cancelled your registration."), _("See my registration")


def _withdrawn(registration: Registration) -> Said:
    subject = _titled(_("You’re no longer registered: %(event)s"), registration)
    return subject, _("Thank you for telling us. You can register again at any time."), _("See the page")


def _moved(registration: Registration) -> Said:
    subject = _titled(_("Time or place has changed: %(event)s"), registration)
    return subject, _("Please note the new time and place."), _("Change or cancel")


def _link(registration: Registration) -> Said:
    subject = _titled(_("The web address has changed: %(event)s"), registration)
    return subject, _("The web address has changed. Time and place stay."), _("Change or cancel")


def _off(registration: Registration) -> Said:
    subject = _titled(_("Cancelled: %(event)s"), registration)
    return subject, _("Sorry: this event doesn’t take place."), _("See my registration")


def _on(registration: Registration) -> Said:
    subject = _titled(_("It takes place after all: %(event)s"), registration)
    return subject, _("This event takes place after all. You’re still registered."), _("Change or cancel")


def _day_before(registration: Registration) -> Said:
    return _titled(_("Tomorrow: %(event)s"), registration), _("See you tomorrow!"), _("I can’t come")


def _that_day(registration: Registration) -> Said:
    return _titled(_("Today: %(event)s"), registration), _("See you today!"), _("I can’t come")


_SAID: dict[Notice.Kind, Callable[[Registration], Said]] = {
    Kind.ARRANGED: _arranged, Kind.OFFERED: _offered, Kind.LAPSED: _lapsed, Kind.SEATED: _seated,
    Kind.REMOVED: _removed, Kind.WITHDRAWN: _withdrawn, Kind.MOVED: _moved, Kind.LINK: _link,
    Kind.OFF: _off, Kind.ON: _on, Kind.DAY_BEFORE: _day_before, Kind.THAT_DAY: _that_day,
}  # fmt: skip
