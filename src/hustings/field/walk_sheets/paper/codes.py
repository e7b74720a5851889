"""Corner codes of a sheet: plan, version, page, corner and a checksum, in letters that QR codes hold tightly.

The checksum takes in a word that only the printed sheet's row knows: paper of another campaign, whose plans
have the same numbers, is told apart.
"""

import base64
import hashlib
import re
from dataclasses import dataclass

import qrcode
from qrcode.util import MODE_ALPHA_NUM, QRData

from hustings.field.walk_sheets.paper.layouts import CODE, HEIGHT, MARGIN, WIDTH

CORNERS = "ABCD"  # top left, top right, bottom right, bottom left
_TEXT = re.compile(r"(\d{1,12})\.(\d{1,5})\.(\d{1,3})\.([ABCD])\.([A-Z2-7]{4})")
_VERSION = 2  # of the QR code: 25 squares a side, 29 characters with a quarter of them unreadable
QUIET = CODE / 25 * 4


@dataclass(frozen=True, slots=True)
class Page:
    """Page of a printed sheet."""

    plan: int
    version: int
    number: int


@dataclass(frozen=True, slots=True)
class Code:
    """One corner code as it was read."""

    page: Page
    corner: str
    check: str

    def is_of(self, word: str) -> bool:
        """Whether it was printed with this word."""
        return self.check == _check(self.page, self.corner, word)


def text(page: Page, corner: str, word: str) -> str:
    """Contents of a corner code."""
    return f"{page.plan}.{page.version}.{page.number}.{corner}.{_check(page, corner, word)}"


def told(contents: str) -> Code | None:
    """A code of a sheet; nothing where it is something else."""
    if not (found := _TEXT.fullmatch(contents)):
        return None
    plan, version, number, corner, check = found.groups()
    return Code(Page(int(plan), int(version), int(number)), corner, check)


def squares(contents: str) -> list[list[bool]]:
    """Dark and light squares of the code."""
    made: qrcode.QRCode[object] = qrcode.QRCode(
        version=_VERSION, error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0
    )
    made.add_data(QRData(contents, MODE_ALPHA_NUM), optimize=0)
    made.make(fit=False)
    return [[bool(dark) for dark in row] for row in made.modules]


def place(corner: str) -> tuple[float, float]:
    """Top left corner of a code on the page."""
    far_x, far_y = WIDTH - MARGIN - CODE, HEIGHT - MARGIN - CODE
    return {"A": (MARGIN, MARGIN), "B": (far_x, MARGIN), "C": (far_x, far_y), "D": (MARGIN, far_y)}[corner]


def _check(page: Page, corner: str, word: str) -> str:
    made = hashlib.sha256(f"{page.plan}.{page.version}.{page.number}.{corner}.{word}".encode()).digest()
    return base64.b32encode(made)[:4].decode()
