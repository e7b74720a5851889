"""The form's hidden stamp: when it was shown, where, with which sentences, by which letter. Signed.

It does the work of a captcha and of a CSRF token: a robot has to fetch the page and wait, and the site needs
no cookie. The form uses nobody's log-in, so there is no authority that another site could borrow.
"""

from dataclasses import dataclass
from math import floor
from time import time

from django.core import signing

SALT = "hustings.website.stamp"
TOO_FAST = 2.0  # seconds: nobody types a name, an address and a postcode in less
TOO_OLD = 48 * 3600


@dataclass(frozen=True)
class Stamp:
    """What a form remembers of the moment it was shown."""

    shown_at: float
    source: str
    lines: dict[str, int]  # purpose -> id of the wording
    ref: str = ""  # the link of a letter by which they came

    def __str__(self) -> str:
        said = [floor(self.shown_at * 10) / 10, self.source, self.lines]
        return signing.dumps([*said, self.ref] if self.ref else said, salt=SALT)

    @property
    def age(self) -> float:
        """Seconds since the form was shown."""
        return time() - self.shown_at


def now(source: str, lines: dict[str, int], ref: str = "") -> Stamp:
    """A stamp of this moment."""
    return Stamp(time(), source, lines, ref)


def read(text: str) -> Stamp | None:
    """The stamp in ``text``, or None where it is not ours."""
    try:
        shown_at, source, lines, *ref = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Stamp(shown_at, source, lines, *ref)
