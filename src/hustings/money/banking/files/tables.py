"""Statements as CSV, as banks' websites write them: a line of names, then movements."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from hustings.foundation.lib.formats import money
from hustings.foundation.lib.text.text_folding import fold
from hustings.money.banking.files.lines import Read

_NAMES = {
    "on": ["date", "date operation", "date de l'operation", "date comptable", "booking date", "buchungstag"],
    "amount": ["montant", "amount", "montant(eur)", "montant en euros", "montant eur", "betrag"],
    "debit": ["debit", "debit euros", "paid out"],
    "credit": ["credit", "credit euros", "paid in"],
    "name": ["nom", "name", "tiers", "contrepartie", "counterparty", "payee"],
    "text": ["libelle", "libelle operation", "libelle complet", "description", "details", "label", "memo"],
    "reference": ["reference", "reference operation", "transaction id", "id"],
}
_DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y"]
_MOST = 100_000


class NotRead(ValueError):
    """It can't be read; ``line`` says where, 0: nothing of it."""

    def __init__(self, line: int = 0) -> None:
        super().__init__(line)
        self.line = line


def lines(content: bytes, currency: str) -> list[Read]:
    """All movements. Raises NotRead: no line is left out silently."""
    rows = _rows(content)
    at, columns = _head(rows)
    found: list[Read] = []
    seen: Counter[tuple[Any, ...]] = Counter()
    for n, row in enumerate(rows[at + 1 :], at + 2):
        if not any(cell.strip() for cell in row):
            continue
        try:
            read = _line(dict(zip(columns, row, strict=False)), currency)
        except (ValueError, KeyError) as error:
            raise NotRead(n) from error
        if read.amount:
            said = (read.on, read.amount, read.name, read.text)
            found.append(replace(read, nth=seen[said]))
            seen[said] += 1
    return found


def _rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first = max(text.splitlines()[:10] or [""], key=lambda line: max(line.count(sign) for sign in ";,\t"))
    read = csv.reader(io.StringIO(text, newline=None), delimiter=max(";,\t", key=first.count), strict=True)
    rows: list[list[str]] = []
    began = 1  # the line at which a row begins that has no end
    try:
        for row in read:
            rows.append(row)
            began = read.line_num + 1
    except csv.Error as error:
        _head(rows)  # else it is no table at all
        raise NotRead(began) from error
    if len(rows) > _MOST:
        raise NotRead
    return rows


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """The line of names, and what we call each column."""
    known = {name: key for key, names in _NAMES.items() for name in names}
    for at, row in enumerate(rows[:20]):
        columns = [known.get(fold(cell).strip(), "") for cell in row]
        if "on" in columns and ("amount" in columns or "credit" in columns):
            return at, columns
    raise NotRead


def _line(row: dict[str, str], currency: str) -> Read:
    """Raises ValueError, also where a cut-off line has no amount at all."""
    said = {name: row.get(name, "").strip() for name in ("amount", "credit", "debit")}
    if not any(said.values()):
        raise ValueError("amount")
    if said["amount"]:
        amount = _amount(said["amount"], currency)
    else:
        amount = abs(_amount(said["credit"], currency)) - abs(_amount(said["debit"], currency))
    return Read(
        _day(row["on"]), amount, currency, row.get("name", "").strip()[:140],
        " ".join(row.get("text", "").split())[:500], "", row.get("reference", "").strip()[:60],
    )  # fmt: skip


def _amount(text: str, currency: str) -> int:
    plain = text.replace("\u2212", "-").replace("EUR", "").replace("€", "").strip()
    if not plain:
        return 0
    found = money.read(plain.lstrip("+-").strip(), currency)
    if found is None:
        raise ValueError(text)
    return -found if plain.startswith("-") else found


def _day(text: str) -> date:
    for shape in _DAYS:
        try:
            return datetime.strptime(text.strip(), shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(text)
