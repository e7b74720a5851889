"""Reads tables of TOML strictly: what is missing, misspelt or of the wrong kind is named, with the remedy."""

import difflib
from collections.abc import Callable, Iterable
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hustings.foundation.legal.rule_sentences import Complaint, Said, gettext_noop

_ = gettext_noop
Choice = TypeVar("Choice", bound=StrEnum)
Read = TypeVar("Read")


class BadPack(Complaint):
    """A pack that can't be read: the file, the key, what is wrong and how to mend it."""


class Table:
    """One table of a pack; every key that is read is ticked off, and ``finish`` names the others."""

    def __init__(self, content: Any, *, file: str, key: str) -> None:
        self.file, self.key = file, key
        if not isinstance(content, dict):
            raise self.wrong("", _("Not a table. Write [{key}], with its lines below."), key=key)
        self._content: dict[str, Any] = content
        self._read: set[str] = set()

    def wrong(self, name: str, text: str, /, **values: object) -> BadPack:
        problem = Complaint(text, **values)
        return BadPack(_("{file}: {key}: {problem}"), file=self.file, key=self.under(name), problem=problem)

    def under(self, name: str) -> str:
        return ".".join(part for part in (self.key, name) if part)

    def __contains__(self, name: str) -> bool:
        return name in self._content

    def get(self, name: str, kind: type[Read] | tuple[type, ...], says: str) -> Read:
        """The value under a name, which must be there and of that kind. ``says`` tells how to write it."""
        self._read.add(name)
        if name not in self._content:
            raise self.wrong(name, _("Missing. Write {example}."), example=says)
        value = self._content[name]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.wrong(
                name, _("“{value}” is the wrong type of value. Write {example}."), value=value, example=says
            )
        return value  # type: ignore[return-value]

    def text(self, name: str) -> str:
        """A text that is not empty."""
        value = self.get(name, str, f'{name} = "…"').strip()
        if not value:
            raise self.wrong(name, _("Empty. Enter a value."))
        return value

    def texts(self, name: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of texts; not there: none, unless it is needed."""
        if not needed and name not in self:
            return ()
        values = self.get(name, list, f'{name} = ["…"]')
        if not all(isinstance(value, str) and value for value in values):
            raise self.wrong(name, _("Enter a list of texts, like {example}."), example=f'{name} = ["…"]')
        if needed and not values:
            raise self.wrong(name, _("Empty. Enter a value."))
        return tuple(values)

    def said(self, name: str) -> Said:
        example = f'{name} = {{ en = "…", fr = "…" }}'
        inner = Table(self.get(name, dict, example), file=self.file, key=self.under(name))
        found = Said(inner.text("en"), inner.text("fr"))
        inner.finish()
        return found

    def day(self, name: str) -> date:
        value = self.get(name, date, f"{name} = 2026-11-26")
        if hasattr(value, "hour"):
            raise self.wrong(name, _("Enter a date without a time, like {example}."), example="2026-11-26")
        return value

    def flag(self, name: str) -> bool:
        """True or false."""
        return self.get(name, bool, f"{name} = true")

    def whole(self, name: str) -> int:
        return self.get(name, int, f"{name} = 1")

    def clock_time(self, name: str) -> time:
        return self.get(name, time, f"{name} = 20:00:00")

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        return self.one_of(name, self.text(name), kind)

    def choices(self, name: str, kind: type[Choice]) -> frozenset[Choice]:
        return frozenset(self.one_of(name, each, kind) for each in self.texts(name))

    def one_of(self, name: str, value: str, kind: type[Choice]) -> Choice:
        self.known(name, (value,), [each.value for each in kind])
        return kind(value)

    def known(self, name: str, values: Iterable[str], allowed: Iterable[str]) -> None:
        """Refuse words that are not among the allowed ones."""
        allowed = list(allowed)
        for value in values:
            if value not in allowed:
                meant = difflib.get_close_matches(value, allowed, n=1)
                if meant:
                    text = _("“{value}” is unknown. Did you mean “{meant}”?")
                    raise self.wrong(name, text, value=value, meant=meant[0])
                text = _("“{value}” is unknown. Use one of: {allowed}.")
                raise self.wrong(name, text, value=value, allowed=", ".join(allowed) or "–")

    def clocks(self, name: str) -> tuple[str, ...]:
        found = self.texts(name)
        for each in found:
            try:
                ZoneInfo(each)
            except (LookupError, ValueError, OSError):
                text = _("“{value}” is not a time zone. Write a name such as Europe/Paris.")
                raise self.wrong(name, text, value=each) from None
        return found

    def through(self, name: str, read: Callable[[], Read]) -> Read:
        """Result of ``read``; its complaint becomes one about this key."""
        try:
            return read()
        except BadPack:
            raise
        except Complaint as complaint:
            raise self.wrong(name, "{problem}", problem=complaint) from complaint

    def inner(self, name: str) -> "Table":
        return Table(self.get(name, dict, f"[{self.under(name)}]"), file=self.file, key=self.under(name))

    def rows(self, name: str) -> list["Table"]:
        rows = self.get(name, list, f"[[{self.under(name)}]]")
        if not rows:
            raise self.wrong(name, _("Empty. Enter a value."))
        return [
            Table(row, file=self.file, key=f"{self.under(name)}[{number}]")
            for number, row in enumerate(rows, 1)
        ]

    def names(self) -> list[str]:
        return list(self._content)

    def skip(self, *names: str) -> None:
        """Tick off keys that need not be there."""
        self._read |= set(names)

    def finish(self) -> None:
        for name in self._content:
            if name not in self._read:
                meant = difflib.get_close_matches(name, self._read, n=1)
                if meant:
                    raise self.wrong(name, _("Unknown key. Did you mean “{meant}”?"), meant=meant[0])
                allowed = ", ".join(sorted(self._read))
                raise self.wrong(name, _("Unknown key. Use one of: {allowed}."), allowed=allowed)
