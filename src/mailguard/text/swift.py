"""Patterns that are quicker on texts in ASCII, which most are."""

import re


class Swift:
    """A pattern of digits or letters. It may not ask for white space: ``re.ASCII`` knows less of that."""

    def __init__(self, pattern: str) -> None:
        self._any, self._ascii = re.compile(pattern), re.compile(pattern, re.ASCII)

    def on(self, text: str) -> re.Pattern[str]:
        """The one for this text: digits and letters of all scripts are not looked up in vain."""
        return self._ascii if text.isascii() else self._any
