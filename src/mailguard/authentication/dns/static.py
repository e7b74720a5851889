"""Answers from a table: for tests, benchmarks and hosts without a network."""

from collections.abc import Iterable, Mapping

from mailguard.authentication.dns.answers import UNKNOWN, Answer, canonical

_MOST_ALIASES = 8
Zone = Mapping[str, Iterable[str | bytes] | str]


class Static:
    """``zones`` maps names to kinds to values, or "unknown"; a name above others exists (RFC 8020).

    ``{"example.org": {"TXT": ["v=spf1 -all"], "A": ["192.0.2.1"]}, "down.example": "unknown"}``.
    """

    def __init__(self, zones: Mapping[str, Zone | str]) -> None:
        self._zones: dict[str, dict[str, Answer] | None] = {}
        self._names: set[str] = set()
        self.asked: list[tuple[str, str]] = []
        for name, records in zones.items():
            name = canonical(name)
            self._zones[name] = None if isinstance(records, str) else _answers(records)
            labels = name.split(".")
            self._names.update(".".join(labels[start:]) for start in range(len(labels)))

    def lookup(self, name: str, kind: str) -> Answer:
        self.asked.append((name, kind))
        name = canonical(name)
        for _ in range(_MOST_ALIASES):
            records = self._zones.get(name, {})
            if records is None:
                return UNKNOWN
            if kind in records:
                return records[kind]
            if "CNAME" not in records or kind == "CNAME":
                return Answer("empty" if name in self._names else "nxdomain")
            name = canonical(records["CNAME"].texts[0])
        return UNKNOWN  # a loop


def _answers(records: Zone) -> dict[str, Answer]:
    answers = {}
    for kind, values in records.items():
        if isinstance(values, str):
            answers[kind] = Answer(values)
        else:
            answers[kind] = Answer("ok", tuple(_value(kind, value) for value in values))
    return answers


def _value(kind: str, value: str | bytes) -> str | bytes:
    if kind == "TXT":
        return value if isinstance(value, bytes) else value.encode()
    return value
