"""Suggestions from a contact's outcome: proposed in words, done only when somebody says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hustings.people.contacts.models import Contact
from hustings.people.persons.do_not_contact import MARKS
from hustings.people.persons.models import Person, Purpose

Method, Outcome = Contact.Method, Contact.Outcome
LATER = "later"
# method -> the ways it uses, and the mark that spares people from it
WAYS = {
    Method.CALL: ("phones", "no_calls_since"),
    Method.SMS: ("phones", "no_calls_since"),
    Method.EMAIL: ("emails", "no_mail_since"),
    Method.LETTER: ("addresses", "no_mail_since"),
    Method.VISIT: ("addresses", "no_visits_since"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to do. ``is_sure`` ones are ticked beforehand."""

    key: str
    label: str
    is_sure: bool


def of(contact: Contact) -> list[Proposal]:
    """What the outcome suggests and has not been done yet, nothing for most outcomes."""
    return list(_PROPOSED.get(Outcome(contact.outcome), _nothing)(contact.person, Method(contact.method)))


def _nothing(person: Person, method: Contact.Method) -> Iterator[Proposal]:
    return iter(())


def _later(person: Person, method: Contact.Method) -> Iterator[Proposal]:
    yield Proposal(LATER, _("Add a follow-up"), True)


def _wrong(person: Person, method: Contact.Method) -> Iterator[Proposal]:
    """The way that was used does not work. Where there are several, one must say which."""
    if method not in WAYS:
        return
    yield from _broken(person, WAYS[method][0])


def _broken(person: Person, ways: str) -> Iterator[Proposal]:
    rows: list[Any] = [row for row in getattr(person, ways).all() if row.status != row.Status.BOUNCING]
    for row in rows:
        shown = f"“{row}”" if ways == "addresses" else getattr(row, "shown", row)  # see masking.text()
        words = {"what": shown, "status": row.Status.BOUNCING.label}
        yield Proposal(
            f"{ways}.{row.pk}", _("Set the status of %(what)s: %(status)s") % words, is_sure=len(rows) == 1
        )


def _refused(person: Person, method: Contact.Method) -> Iterator[Proposal]:
    """They said no to a talk: perhaps to any. Asked, never assumed."""
    wanted = WAYS[method][1] if method in WAYS else None
    for mark in sorted(MARKS, key=lambda name: name != wanted):
        if getattr(person, mark) is None:
            yield _mark(mark, is_sure=False)


def _moved(person: Person, method: Contact.Method) -> Iterator[Proposal]:
    yield from _broken(person, "addresses")


def _deceased(person: Person, method: Contact.Method) -> Iterator[Proposal]:
    for mark in MARKS:
        if getattr(person, mark) is None:
            yield _mark(mark, is_sure=True)
    for stand in person.consents.filter(is_given=True).order_by("purpose"):
        label = Purpose(stand.purpose).label
        yield Proposal(
            f"consent.{stand.purpose}", _("Withdraw the consent to %(what)s") % {"what": label}, True
        )
    if n := person.follow_ups.open().count():
        yield Proposal("follow_ups", _("Close open follow-ups (%(n)s)") % {"n": n}, True)


def _mark(mark: str, is_sure: bool) -> Proposal:
    return Proposal(f"mark.{mark}", _("Set “%(mark)s”") % {"mark": MARKS[mark]}, is_sure)


_PROPOSED = {
    Outcome.CALL_BACK: _later,
    Outcome.WRONG: _wrong,
    Outcome.REFUSED: _refused,
    Outcome.MOVED: _moved,
    Outcome.DECEASED: _deceased,
}
