"""The form's signed stamp, in place of captcha and CSRF token: a robot has to fetch and wait.

The form uses nobody's log-in, so no authority can be borrowed. What is sent twice with its key was typed
once.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from math import floor
from time import time
from typing import Any

from django.core import signing

SALT = "hustings.site.website.stamp"
TOO_FAST = 2.0  # seconds: nobody types a name, an address and a postcode in less
TOO_OLD = 48 * 3600


@dataclass(frozen=True)
class Stamp:
    """What a form remembers of the moment it was shown."""

    shown_at: float
    source: str
    lines: dict[str, int]  # purpose -> id of the wording
    ref: str = ""  # the link of a letter by which they came
    came: Mapping[str, str] = field(default_factory=dict)  # words of the campaign, and the site: ``arriving``
    key: str = field(default_factory=lambda: secrets.token_urlsafe(9))  # of this very form
    mark: str = ""  # of the proof by which its reader was recognised; another site's page can't come by it
    known: Any = field(default=None, compare=False)  # a ``recognition.Known``, never signed

    def __str__(self) -> str:
        said = [floor(self.shown_at * 10) / 10, self.source, self.lines, self.ref, dict(self.came), self.key]
        return signing.dumps([*said, self.mark] if self.mark else said, salt=SALT)

    @property
    def age(self) -> float:
        """Seconds since the form was shown."""
        return time() - self.shown_at

    def anew(self) -> "Stamp":
        return now(self.source, self.lines, self.ref, self.came).of_reader(self.known)

    def of_reader(self, known: Any) -> "Stamp":
        """The stamp of a form that is shown to somebody recognised; None for anybody."""
        return replace(self, known=known, mark=known.mark if known else "")

    def sent_by(self, known: Any) -> "Stamp":
        """The stamp of a form that comes back, with its sender where it was shown to them."""
        return replace(self, known=known if known and known.mark == self.mark else None)

    def key_of(self, *typed: Any) -> str:
        """The key of what was typed; a corrected word with the same form is something else."""
        return blake2b(repr((self.key, typed)).encode(), digest_size=16).hexdigest()


def now(source: str, lines: dict[str, int], ref: str = "", came: Mapping[str, str] | None = None) -> Stamp:
    """A stamp of this moment."""
    return Stamp(time(), source, lines, ref, came or {})


def read(text: str) -> Stamp | None:
    """The stamp in ``text``, or None where it is not ours."""
    try:
        return Stamp(*signing.loads(text, salt=SALT))
    except (signing.BadSignature, TypeError):
        return None
