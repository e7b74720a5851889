"""Which text is next: each in turn, evenly, in every process by itself.

Texts are read anew after some seconds: readers come by the thousand, and they change seldom.
"""

import itertools
import secrets
import threading
import time
from collections.abc import Iterator

from hustings.sharing.models import ShareText

KEPT = 20.0  # seconds
MOST = 500  # subjects in memory
_texts: dict[str, tuple[float, list[ShareText]]] = {}
_turns: dict[tuple[str, str], Iterator[int]] = {}
_lock = threading.Lock()


def texts_of(about: str) -> list[ShareText]:
    """Those in rotation."""
    kept = _texts.get(about)
    if kept is None or time.monotonic() - kept[0] > KEPT:
        if len(_texts) >= MOST:
            _texts.clear()
        kept = _texts[about] = (time.monotonic(), list(ShareText.objects.live().filter(about=about)))
    return kept[1]


def following(about: str, channel: str) -> ShareText | None:
    """The one whose turn it is by that channel; None where nobody wrote any."""
    found = [text for text in texts_of(about) if text.channel in {"", channel}]
    if len(found) < 2:
        return found[0] if found else None
    with _lock:
        turns = _turns.setdefault((about, channel), itertools.count(secrets.randbelow(len(found))))
        return found[next(turns) % len(found)]


def forget() -> None:
    """Have this process read texts anew."""
    _texts.clear()
