"""The file of accounting entries of the French tax office: 18 columns (LPF, art. A47 A-1, VII).

Tabs between columns, ISO 8859-15, entries in the order in which they were made final.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from hustings.foundation.lib.formats import money
from hustings.money.ledger import lines, plans
from hustings.money.ledger.models import Books

CHARSET = "iso8859-15"
COLUMNS = (
    "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef"
    " PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise"
).split()
_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u202f": " "}
)
_BREAKS = re.compile(r"[\s|]+")
_SIREN = re.compile(r"\d{9}")


def name(books: Books, day: date) -> str:
    """SIREN, FEC and the last day of the year; without a SIREN, zeros that are to be replaced."""
    bare = re.sub(r"\s", "", books.registration)
    found = _SIREN.match(bare)
    return f"{found[0] if found else '000000000'}FEC{day:%Y%m%d}.txt"


def write(books: Books, since: date | None = None, through: date | None = None) -> Iterator[str]:
    """Head and lines."""
    yield "\t".join(COLUMNS) + "\r\n"
    journals = {code: clean(label) for code, label in plans.get(books.plan).journals.items()}
    names = {account.pk: clean(account.name) for account in books.accounts.all()}
    for entry in lines.walk(books, since, through):
        day, label = f"{entry.on:%Y%m%d}", clean(entry.label)
        piece = clean(entry.reference) or str(entry.number)
        final = f"{timezone.localtime(entry.at):%Y%m%d}"
        head = [entry.journal, journals[entry.journal], str(entry.number), day]
        yield "".join(
            "\t".join([
                *head, line.account.number, names[line.account.pk], "", "", piece, day, label,
                money.plain(line.debit, books.currency, ","), money.plain(line.credit, books.currency, ","),
                "", "", final, "", "",
            ]) + "\r\n"
            for line in entry.lines
        )  # fmt: skip


def clean(text: str) -> str:
    """On one line, in letters that the charset has."""
    text = _BREAKS.sub(" ", text.translate(_ALIKE)).strip()
    try:
        text.encode(CHARSET)
    except UnicodeEncodeError:
        return "".join(_letter(sign) for sign in text)
    return text


def _letter(sign: str) -> str:
    try:
        sign.encode(CHARSET)
    except UnicodeEncodeError:
        bare = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
        return bare or "?"
    return sign
