"""Which text is next: each in turn, evenly, in every process by itself.

Texts are kept in memory until one is written, by whichever process: that makes another edition of the site.
"""

import itertools
import secrets
import threading
import time
from collections.abc import Iterator

from hustings.sharing.models import ShareText

KEPT = 300.0  # seconds; a bound on what no edition of the site tells
_kept: tuple[float, dict[str, list[ShareText]]] | None = None
_turns: dict[tuple[str, str], Iterator[int]] = {}
_lock = threading.Lock()


def texts_of(about: str) -> list[ShareText]:
    """Those in rotation. All subjects' are read at once: a page then asks the database for none."""
    global _kept
    kept = _kept
    if kept is None or time.monotonic() - kept[0] > KEPT:
        found: dict[str, list[ShareText]] = {}
        for text in ShareText.objects.live():
            found.setdefault(text.about, []).append(text)
        kept = _kept = (time.monotonic(), found)
    return kept[1].get(about, [])


def following(about: str, channel: str) -> ShareText | None:
    """The one whose turn it is by that channel; None where nobody wrote any."""
    found = [text for text in texts_of(about) if text.channel in {"", channel}]
    if len(found) < 2:
        return found[0] if found else None
    with _lock:
        turns = _turns.setdefault((about, channel), itertools.count(secrets.randbelow(len(found))))
        return found[next(turns) % len(found)]


def forget() -> None:
    """Have this process read texts anew: one was written, or the site has another edition."""
    global _kept
    _kept = None
