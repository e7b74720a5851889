"""What one message says, in its own words and files."""

from functools import cached_property

from mailguard.facts import phrases
from mailguard.facts.asks import Said
from mailguard.facts.excerpts import Excerpts
from mailguard.facts.phrases import NOTHING, Want
from mailguard.facts.record import Record
from mailguard.text import invisible

# Characters from the beginning: a demand that comes later is not the point of the message.
_READ, _READ_FROM_FILES = 6_000, 2_000
_ASKED, _FROM_FILES = 5_000, 3_000
_LURE = 3_000  # a lure is told before that


class Language:
    """The words of a message, read once for all who ask about them."""

    def __init__(self, facts: Record) -> None:
        self.facts = facts
        self._lures: dict[str, Want] = {}

    @cached_property
    def _subject(self) -> str:
        return invisible.without(self.facts.subject)

    @cached_property
    def _files(self) -> str:
        return " ".join(file.text[:_FROM_FILES] for file in self.facts.files[:3])[:_FROM_FILES]

    @cached_property
    def said(self) -> Said:
        return Said(f"{self._subject}\n{self.facts.text[:_ASKED]}\n{self._files}")

    @cached_property
    def _wanted(self) -> dict[str, Want]:
        text = f"{self._subject}\n{self.facts.text[:_READ]}\n{self._files[:_READ_FROM_FILES]}"
        return dict(phrases.scan(text))

    @cached_property
    def _lure(self) -> bytes:
        return phrases.fold(f"{self._subject}\n{self.facts.text[:_LURE]}").encode()

    @cached_property
    def _excerpts(self) -> Excerpts:
        return Excerpts(f"{self._subject}\n{self.facts.text[:_READ]}\n{self._files}")

    def asked(self, name: str) -> Want:
        """How much of a request is in it, by words near one another."""
        return self.said.want(name)

    def wanted(self, name: str) -> Want:
        """How much of an intent is in the subject, the body and the text of the files, by its phrases."""
        return self._wanted.get(name, NOTHING)

    def lured(self, name: str) -> Want:
        """How much of a lure is in the subject and the beginning of the body: sign_in, mail_system, bait."""
        found = self._lures.get(name)
        if found is None:
            lures = phrases.scan_folded(self._lure, phrases.LURES, name)
            found = self._lures[name] = lures.get(name, NOTHING)
        return found

    def quote(self, want: Want) -> str:
        """What was said, as it was written, in some 80 characters."""
        return self._excerpts.quote(want)
