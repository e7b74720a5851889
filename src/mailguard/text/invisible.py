"""Characters that take no room on the screen, and hide in words."""

import re

_NONE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\ufeff"
_LETTER = "[A-Za-z\u00c0-\u024f\u0400-\u04ff]"
_TURNS = "\u202a-\u202e\u2066-\u2069"
_IN_NAMES = re.compile(f"[{_NONE}{_TURNS}\u206a-\u206f\ufe00-\ufe0f\ufff9-\ufffb\U000e0000-\U000e007f]")
_IN_FILE_NAMES = re.compile(
    f"[{_NONE}{_TURNS}\x00-\x1f\x7f-\x9f\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_FORCED = re.compile("\u202e([^\u202a-\u202e\u2066-\u2069]*)")
_ANY = re.compile(f"[{_NONE}]+")
_BETWEEN_LETTERS = re.compile(f"(?<={_LETTER})[{_NONE}]+(?={_LETTER})")


def without(text: str) -> str:
    """The text as it looks."""
    return text if text.isascii() else _ANY.sub("", text)


def count(text: str) -> int:
    """How often they stand between two Latin or Cyrillic letters, where no script needs them."""
    return 0 if text.isascii() else sum(1 for _ in _BETWEEN_LETTERS.finditer(text))


def in_name(text: str) -> tuple[str, tuple[str, ...]]:
    """A display name as it looks, and problem names: letters turned around, signs that hide in words."""
    if text.isascii():
        return text, ()
    problems = []
    if _FORCED.search(text):
        problems.append("name_turned")
        text = _FORCED.sub(lambda match: match[1][::-1], text)
    elif count(text) or "\u202d" in text:
        problems.append("name_invisible")
    return " ".join(_IN_NAMES.sub("", text).split()), tuple(problems)


def out_of_file_name(text: str) -> str:
    """A file's name without what takes no room in a list of files, control characters among it."""
    return text if text.isprintable() and text.isascii() else _IN_FILE_NAMES.sub("", text)
