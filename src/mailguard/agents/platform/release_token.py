"""The mark of a released message: for it alone, for a while, by its guard, which lets it through."""

import hmac
import re
import time
from hashlib import sha256

NAME = "X-Mailguard-Released"
_LASTS = 3 * 86_400  # seconds: a queue may keep a message for days
_MARK = re.compile(r"(\d{1,12}) ([0-9a-f]{64})")
# What a mail server adds or changes on the way doesn't count: only what a reader sees of it.
_COUNTS = (b"from", b"to", b"cc", b"reply-to", b"subject", b"content-type", b"content-transfer-encoding")


def make(key: bytes, raw: bytes, now: float | None = None) -> str:
    until = int(now if now is not None else time.time()) + _LASTS
    return f"{until} {_digest(key, raw, until)}"


def is_true(key: bytes, mark: str, raw: bytes, now: float) -> bool:
    """Whether it was made with this key, for this message, not too long ago."""
    found = _MARK.fullmatch(" ".join(mark.split()))
    if not found:
        return False
    until = int(found[1])
    return now < until and hmac.compare_digest(_digest(key, raw, until), found[2])


def put(raw: bytes, mark: str) -> bytes:
    end = b"\r\n" if b"\r\n" in raw[:100_000] else b"\n"
    return b"%s: %s%s%s" % (NAME.encode(), mark.encode(), end, raw)


def _digest(key: bytes, raw: bytes, until: int) -> str:
    head, _, body = re.sub(rb"\r\n?", b"\n", raw).partition(b"\n\n")
    fields = re.sub(rb"\n(?=[ \t])", b"", head).split(b"\n")
    told = sorted(
        name.strip().lower() + b":" + b" ".join(value.split())
        for name, _, value in (each.partition(b":") for each in fields)
        if name.strip().lower() in _COUNTS
    )
    lines = [line.rstrip() for line in body.rstrip().split(b"\n")]
    seen = sha256(b"\n".join([*told, b"", *lines])).digest()
    return hmac.new(key, b"%d " % until + seen, "sha256").hexdigest()
