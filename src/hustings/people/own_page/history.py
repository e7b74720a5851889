"""What happened, as the person reads it: without the names of the team and without what it plans."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hustings.people import timeline
from hustings.people.models import Person

_INTERNAL = ("follow_up.", "operation.", "erasure.")


def page(person: Person, after: str = "") -> tuple[list[timeline.Entry], str]:
    """The next entries, newest first, and the place to go on from."""
    entries, more = timeline.page(person, after=after)
    return [_theirs(entry) for entry in entries if not entry.kind.startswith(_INTERNAL)], more


def everything(person: Person) -> Iterator[timeline.Entry]:
    """All of them, a page of the timeline at a time."""
    more: str | None = ""
    while more is not None:
        entries, place = timeline.page(person, after=more, size=200)
        yield from (_theirs(entry) for entry in entries if not entry.kind.startswith(_INTERNAL))
        more = place or None


def _theirs(entry: timeline.Entry) -> timeline.Entry:
    who = _("the team") if entry.who else ""
    return timeline.Entry(entry.happened_at, entry.kind, entry.sentence, who)
