"""Logs that apps keep: kinds of streams, and the pages and files that a phone has without a network."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from hustings.foundation.contributions import Registry
from hustings.foundation.sync.entries import Entry
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of stream.

    ``page`` names the view of its page below ``/phone/``. ``check`` says what is wrong with an entry as a
    short code, or nothing; it must not raise. ``settle`` derives the app's rows anew from the whole log of
    some keys, in the transaction that wrote them. ``snapshot`` is what a phone takes along, as JSON.
    ``attachment`` is something large besides, in base 64, which the phone keeps apart: each note writes anew
    what stands beside it.
    ``answers_for``: whether a user may vouch for entries of the stream. ``shown``: what phones of the stream
    see of an entry.
    """

    name: str
    title: Callable[[Stream], str]
    page: str
    check: Callable[[Stream, Entry], str]
    settle: Callable[[Stream, Collection[str]], None]
    snapshot: Callable[[Stream, Handset], Any]
    answers_for: Callable[[Any, Stream], bool]
    shown: Callable[[LoggedEntry], Any] = attrgetter("body")
    attachment: Callable[[Stream], str] = lambda _stream: ""


@dataclass(frozen=True, slots=True)
class Shell:
    """A page below ``/phone/`` by the name of its view, and its static files: a phone keeps both.

    The page is the same for everyone: what it shows comes from the phone's own store.
    """

    view: str
    files: tuple[str, ...] = ()


kinds = Registry[Kind]("sync.kinds.kinds", key=attrgetter("name"))
shells = Registry[Shell]("sync.kinds.shells")


class UnknownKind(LookupError):
    """No installed app keeps such a stream."""


def of(stream: Stream) -> Kind:
    """The kind of a stream, or UnknownKind."""
    found = kinds.find(stream.kind)
    if found is None:
        raise UnknownKind(stream.kind)
    return found


def may_vouch(user: Any, stream: Stream) -> bool:
    """Whether a user may bring in, or admit, entries of a stream."""
    found = kinds.find(stream.kind)
    return found is not None and found.answers_for(user, stream)


def held_for(user: Any) -> Sequence[Any]:
    """Phones with entries that wait for this user's word."""
    waiting = Handset.objects.with_held().select_related("stream")
    return [handset for handset in waiting if may_vouch(user, handset.stream)]
