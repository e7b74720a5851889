"""Findings of detectors: a signal is a name and its evidence, a sentence with values."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from mailguard.facts import Facts
from mailguard.i18n import translate
from mailguard.text.shortened import shortened


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence for a busy person. ``text`` is English with {names}; it is translated when it is shown."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    strength: float = 1.0  # 0 to 1: how sure this finding is of itself

    def say(self, language: str = "en") -> str:
        """The sentence, in ``language`` where we have it."""
        return translate(self.text, language).format_map(self.values)


@dataclass(frozen=True, slots=True)
class Signal:
    """A detector that found something."""

    name: str
    evidence: tuple[Evidence, ...]

    @property
    def best(self) -> Evidence:
        return max(self.evidence, key=lambda evidence: evidence.strength)

    @property
    def strength(self) -> float:
        return self.best.strength


Detect = Callable[[Facts], Iterator[Evidence]]


@dataclass(frozen=True, slots=True)
class Detector:
    """A detecting function, and the sentence in its docstring which says what it means when it speaks."""

    name: str
    says: str
    detect: Detect


_MOST_EVIDENCE = 5
# What detectors whose names begin so speak of: where a message has none, they aren't asked.
_NEEDED = {"file_": "files", "html_": "html", "link_": "all_links"}
_MOST_SHOWN = 120  # characters of a value
registry: dict[str, Detector] = {}


def detector(function: Detect) -> Detect:
    """Register a function as a detector under its own name."""
    says = (function.__doc__ or "").strip().partition("\n")[0]
    registry[function.__name__] = Detector(function.__name__, says, function)
    return function


def found(text: str, strength: float = 1.0, **values: object) -> Evidence:
    """Evidence with its values turned into text, shortened where an attacker made them long."""
    return Evidence(
        text, {key: shortened(str(value), _MOST_SHOWN) for key, value in values.items()}, strength
    )


def detect(facts: Facts) -> tuple[Signal, ...]:
    """Ask every detector that may have something to say, in the order of their names."""
    signals = []
    lacking = tuple(prefix for prefix, needed in _NEEDED.items() if not getattr(facts, needed))
    for each in _asked(tuple(registry), lacking):
        finds = each.detect(facts)
        first = next(finds, None)
        if first is not None:
            signals.append(Signal(each.name, (first, *islice(finds, _MOST_EVIDENCE - 1))))
    return tuple(signals)


@lru_cache(16)
def _asked(names: tuple[str, ...], lacking: tuple[str, ...]) -> tuple[Detector, ...]:
    return tuple(registry[name] for name in sorted(names) if not name.startswith(lacking))
