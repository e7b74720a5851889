"""The timeline for the person: without names of the team and its plans.

From a time when two were merged it shows only the reader's e-mails, numbers and streets.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from hustings.people.duplicates.merging import lines
from hustings.people.duplicates.merging.unmerge import PARTED, RESTORED
from hustings.people.persons import timeline
from hustings.people.persons.access import masking
from hustings.people.persons.models import Person

_INTERNAL = ("follow_up.", "operation.", "erasure.")
_MARK = 0xE000  # private-use characters, which no sentence has


def page(person: Person, after: str = "") -> tuple[list[timeline.Entry], str]:
    """The next entries, newest first, and the place to go on from."""
    entries, more = timeline.page(person, after=after)
    theirs = _reader(person)
    return [theirs(entry) for entry in entries if not entry.kind.startswith(_INTERNAL)], more


def everything(person: Person) -> Iterator[timeline.Entry]:
    theirs = _reader(person)
    more: str | None = ""
    while more is not None:
        entries, place = timeline.page(person, after=more, size=200)
        yield from (theirs(entry) for entry in entries if not entry.kind.startswith(_INTERNAL))
        more = place or None


def _reader(person: Person) -> Callable[[timeline.Entry], timeline.Entry]:
    partings = person.activities.filter(kind__in=[PARTED, RESTORED])
    parted_at: datetime | None = (
        partings.order_by("-happened_at").values_list("happened_at", flat=True).first()
    )
    own = _own(person) if parted_at else []
    own_records = lines.of_own(person)

    def theirs(entry: timeline.Entry) -> timeline.Entry:
        is_of_another = entry.names and entry.names not in own_records
        words = entry.nameless if is_of_another else entry.sentence
        if parted_at and entry.happened_at <= parted_at:
            words = _without_others(words, own)
        who = _("the team") if entry.who else ""
        return timeline.Entry(entry.happened_at, entry.kind, words, who)

    return theirs


def _own(person: Person) -> list[str]:
    """What is the reader's own to see, the longest first, so that no part of it stands for the whole."""
    found = [email.address for email in person.emails.all()]
    found += [words for phone in person.phones.all() for words in (phone.number, phone.shown)]
    found += [str(address) for address in person.addresses.all()]
    return sorted(found, key=len, reverse=True)


def _without_others(words: str, own: list[str]) -> str:
    for n, value in enumerate(own):
        words = re.sub(rf"(?<![\w.@+-]){re.escape(value)}(?!\.?[\w@-])", chr(_MARK + n), words)
    words = masking.text(words)
    for n, value in enumerate(own):
        words = words.replace(chr(_MARK + n), value)
    return words
