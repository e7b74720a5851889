"""Authentication-Results (RFC 8601), read with patience for Microsoft's omissions and additions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_LONGEST, _MOST = 16_384, 20
_PIECE = re.compile(r'\\.|[();"]|[^\\();"]+|\\', re.DOTALL)
_METHOD = re.compile(r"(?<![.\w-])(spf|dkim|dmarc|arc)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)", re.IGNORECASE)
_PROPERTY = re.compile(
    r"(?<![\w.-])([a-z]{1,20})\s?\.\s?([a-z0-9_-]{1,30})\s?=\s?([^\s;]{1,300})", re.IGNORECASE
)
_POLICY = re.compile(r"\bp=(none|quarantine|reject)\b", re.IGNORECASE)
_INSTANCE = re.compile(r"\s*i\s*=\s*\d+\s*;")


@dataclass(frozen=True, slots=True)
class Found:
    """One method's result; ``values`` holds "header.from" and the like, in lower case."""

    method: str
    result: str
    values: Mapping[str, str] = field(default_factory=dict)
    policy: str = ""  # of DMARC, where a comment tells

    def domain(self, *names: str) -> str:
        """The domain in the first of these properties that is there: addresses and @domains are cut."""
        value = next((self.values[name] for name in names if self.values.get(name)), "")
        return value.rpartition("@")[2].strip("<>").removesuffix(".")


@dataclass(frozen=True, slots=True)
class Results:
    """One header: ``server`` is who says so (authserv-id), "" where it isn't said."""

    server: str
    found: tuple[Found, ...]


@lru_cache(512)
def read(text: str) -> Results:
    """The value of Authentication-Results or ARC-Authentication-Results without its nonsense."""
    text = text[:_LONGEST]
    if instance := _INSTANCE.match(text):
        text = text[instance.end() :]
    pieces = list(_pieces(text))
    words = pieces[0][0].split() if pieces else []
    server = words[0].lower().removesuffix(".") if words and "=" not in words[0] else ""
    found = [each for plain, comments in pieces for each in _found(plain, comments)]
    return Results(server, tuple(found[:_MOST]))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text between semicolons, and the comments in it (RFC 5322 3.2.2)."""
    plain: list[str] = []
    comments: list[str] = []
    depth, is_quoted = 0, False
    for piece in _PIECE.findall(text):
        if piece == '"' and not depth:
            is_quoted = not is_quoted
        elif piece == "(" and not is_quoted:
            depth += 1
            plain.append(" ")
        elif piece == ")" and depth:
            depth -= 1
        elif piece == ";" and not depth and not is_quoted:
            yield "".join(plain), " ".join(comments)
            plain, comments = [], []
        else:
            (comments if depth else plain).append(piece)
    yield "".join(plain), " ".join(comments)


def _found(plain: str, comments: str) -> Iterator[Found]:
    methods = list(_METHOD.finditer(plain))
    ends = [each.start() for each in methods] + [len(plain)]
    for match, end in zip(methods, ends[1:], strict=True):
        values = {
            f"{kind}.{name}".lower(): value.lower()
            for kind, name, value in _PROPERTY.findall(plain[match.end() : end])
        }
        policy = _POLICY.search(comments) if match[1].lower() == "dmarc" else None
        yield Found(match[1].lower(), match[2].lower(), values, policy[1].lower() if policy else "")
