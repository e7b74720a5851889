"""The next text, in turn, evenly, in every process by itself; kept until the site's next edition."""

import itertools
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hustings.site.sharing import subjects
from hustings.site.sharing.models import ShareText
from hustings.site.sharing.subjects import Subject

MOST = 1_000  # subjects whose kits are kept as HTML
KEPT = 300.0  # seconds; a bound on what no edition of the site tells


@dataclass(frozen=True, slots=True)
class _Kept:
    texts: dict[str, list[ShareText]]
    subjects: dict[str, Subject | None] = field(default_factory=dict)
    html: dict[str, str] = field(default_factory=dict)
    since: float = field(default_factory=time.monotonic)


_kept: _Kept | None = None
_turns: dict[tuple[str, str], Iterator[int]] = {}
_lock = threading.Lock()


def _now() -> _Kept:
    """What is kept. All subjects' texts are read at once: a page then asks the database for none."""
    global _kept
    kept = _kept
    if kept is None or time.monotonic() - kept.since > KEPT:
        found: dict[str, list[ShareText]] = {}
        for text in ShareText.objects.live():
            found.setdefault(text.about, []).append(text)
        kept = _kept = _Kept(found)
    return kept


def texts_of(about: str) -> list[ShareText]:
    """The texts that take turns for a subject."""
    return _now().texts.get(about, [])


def subject_of(key: str) -> Subject | None:
    kept = _now()
    if key not in kept.subjects:
        kept.subjects[key] = subjects.get(key)
    return kept.subjects[key]


def unvaried(subject: Subject, write: Callable[[Subject], str]) -> str:
    """What ``write`` makes of a subject without texts: the same until something is changed."""
    kept = _now().html
    if subject.key not in kept:
        if len(kept) >= MOST:
            kept.clear()
        kept[subject.key] = write(subject)
    return kept[subject.key]


def following(about: str, channel: str) -> ShareText | None:
    """The one whose turn it is by that channel; None where nobody wrote any."""
    found = [text for text in texts_of(about) if text.channel in {"", channel}]
    if len(found) < 2:
        return found[0] if found else None
    with _lock:
        turns = _turns.setdefault((about, channel), itertools.count(secrets.randbelow(len(found))))
        return found[next(turns) % len(found)]


def forget() -> None:
    """Have this process read all anew: a text was written, or the site has another edition."""
    global _kept
    _kept = None
