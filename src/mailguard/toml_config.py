"""TOML files that people write, with errors in the reader's language."""

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from mailguard.i18n import Complaint, mark

Bad = TypeVar("Bad", bound=Complaint)

_MOST = 10_000_000  # bytes: far more than anybody writes
_PLACE = re.compile(
    r"(?P<why>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)
_AT = mark("{path}: line {line}, column {column}: {why}")
_AT_THE_END = mark("{path}: at the end of the file: {why}")
# What the reader of TOML says without naming anything of the file; other sentences stay English.
_SAID = (
    mark("Cannot overwrite a value"),
    mark("Escaped character is not a Unicode scalar value"),
    mark("Expected '=' after a key in a key/value pair"),
    mark("Expected ']' at the end of a table declaration"),
    mark("Expected ']]' at the end of an array declaration"),
    mark("Expected newline or end of document after a statement"),
    mark("Invalid date or datetime"),
    mark("Invalid hex value"),
    mark("Invalid initial character for a key part"),
    mark("Invalid statement"),
    mark("Invalid value"),
    mark("Unclosed array"),
    mark("Unclosed inline table"),
    mark("Unescaped '\\' in a string"),
    mark("Unterminated string"),
)
_ABOUT = (
    (re.compile(r"Cannot (?:declare|redefine|mutate)"), mark("this table or entry stands there already")),
    (re.compile(r"Duplicate inline table key"), mark("this table or entry stands there already")),
    (re.compile(r"(?:Found invalid|Illegal) character"), mark("a character that may not stand there")),
    (re.compile(r"Expected "), mark("another character is expected there")),
)


def read(path: Path, bad: type[Bad]) -> dict[str, Any]:
    """The tables in a file, or ``bad`` with what is wrong and where; OSError where there is no file."""
    with path.open("rb") as file:
        raw = file.read(_MOST + 1)
    if len(raw) > _MOST:
        raise bad("{path}: it is far too large for tables that someone wrote", path=path)
    try:
        return tomllib.loads(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise bad("{path}: it is not written in UTF-8; save it so", path=path) from error
    except tomllib.TOMLDecodeError as error:
        raise _placed(path, str(error), bad) from error
    except RecursionError as error:
        raise bad("{path}: tables lie too deep in each other", path=path) from error


def _placed(path: Path, says: str, bad: type[Bad]) -> Bad:
    match = _PLACE.fullmatch(says)
    if not match:
        return bad("{path}: {why}", path=path, why=says)
    why = Complaint(_sentence(match["why"]))
    if not match["line"]:
        return bad(_AT_THE_END, path=path, why=why)
    return bad(_AT, path=path, line=match["line"], column=match["column"], why=why)


def _sentence(why: str) -> str:
    """What the reader says in a form that has no values, so that it can be translated."""
    if why in _SAID:
        return why
    return next(
        (says for pattern, says in _ABOUT if pattern.match(why)), why.replace("{", "{{").replace("}", "}}")
    )
