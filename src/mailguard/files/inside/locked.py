"""Office files behind a password (MS-OFFCRYPTO): opened with the one that the message tells, if it does."""

import io
from typing import Any

import msoffcrypto

from mailguard.files import bounds
from mailguard.files.finding import Case, Finding, Member

_EXCELS_OWN = "VelvetSweatshop"  # Excel tries it by itself, so such a file opens without asking
_MOST_TRIES = 8  # each costs 100,000 rounds of a hash


def read(data: bytes, case: Case) -> Finding:
    """The document as a member, where a password opens it."""
    found = Finding()
    note(case, found)
    for word in (_EXCELS_OWN, *case.passwords[: _MOST_TRIES - 1]):
        file: Any = msoffcrypto.OfficeFile(io.BytesIO(data))
        try:
            file.load_key(password=word, verify_password=True)
        except Exception:  # noqa: S112 - the library raises whatever it likes for a wrong password
            continue
        plain = io.BytesIO()
        file.decrypt(plain)
        found.note("opened", word)
        found.members.append(Member("document", plain.getvalue()[: bounds.MOST_WHOLE], is_part=True))
        return found
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


def open_old(data: bytes, case: Case, found: Finding) -> None:
    """Open a locked document of the old formats; macros in it are not locked by most of them."""
    for word in (_EXCELS_OWN, *case.passwords[: _MOST_TRIES - 1]):
        file: Any = msoffcrypto.OfficeFile(io.BytesIO(data))
        try:
            file.load_key(password=word)
            plain = io.BytesIO()
            file.decrypt(plain)
        except Exception:  # noqa: S112 - as above
            continue
        found.note("opened", word)
        found.members.append(Member("document", plain.getvalue()[: bounds.MOST_WHOLE], is_part=True))
        return
