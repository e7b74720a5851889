"""Office files behind a password (MS-OFFCRYPTO): opened with the one that the message tells, if it does."""

import io
from typing import Any

import msoffcrypto

from mailguard.files import bounds
from mailguard.files.finding import Case, Finding, Member

_EXCELS_OWN = "VelvetSweatshop"  # Excel tries it by itself, so such a file opens without asking
_MOST_TOLD, _MOST_GUESSED = 4, 2  # each try costs 100,000 rounds of a hash, 0.4 s


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    note(case, found)
    open_with(data, case, found)
    return found


def note(case: Case, found: Finding) -> None:
    """It is locked, and the message may tell how to open it."""
    found.note("encrypted", "document")
    if case.n_told:
        found.note("password_told")


def is_locked_old(data: bytes, names: list[str]) -> bool:
    """Whether a document of the old formats is locked."""
    if not {"WordDocument", "Workbook", "Book", "PowerPoint Document"} & set(names):
        return False
    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted())
    except Exception:  # the library raises whatever it likes
        return False


def open_with(data: bytes, case: Case, found: Finding) -> None:
    for word in (_EXCELS_OWN, *case.passwords[: min(case.n_told, _MOST_TOLD) or _MOST_GUESSED]):
        plain = io.BytesIO()
        try:
            file: Any = msoffcrypto.OfficeFile(io.BytesIO(data))
            file.load_key(password=word, verify_password=True)
            file.decrypt(plain)
        except Exception:  # noqa: S112 - the library raises whatever it likes for a wrong password
            continue
        found.note("opened", word)
        found.members.append(Member("document", plain.getvalue()[: bounds.MOST_WHOLE], is_part=True))
        return
