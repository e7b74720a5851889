"""One thing that was found about a domain, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from mailguard.i18n import mark, translate


class Grade(IntEnum):
    """Best first."""

    GOOD = 0
    UNKNOWN = 1
    WEAK = 2
    WRONG = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """``text`` and ``fix`` are English with {names}, translated when shown; ``detail`` is technical."""

    subject: str
    grade: Grade
    text: str
    fix: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    detail: str = ""

    def say(self, language: str = "en") -> str:
        return translate(self.text, language).format_map(self.values)

    def advise(self, language: str = "en") -> str:
        """What to do, "" where nothing needs doing."""
        return translate(self.fix, language).format_map(self.values)


def make(subject: str, grade: Grade, text: str, fix: str = "", detail: str = "", **values: object) -> Finding:
    return Finding(
        subject, grade, text, fix, {key: str(value)[:300] for key, value in values.items()}, detail[:500]
    )


def faulty(subject: str, text: str, fault: object) -> Finding:
    """A record that is no use as it stands; ``fault`` says where."""
    return make(subject, Grade.WRONG, text, mark("Correct what is named below."), str(fault))
