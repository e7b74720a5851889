"""Books as text that people and programs read: ledger and hledger, beancount.

The file for beancount ends in the balances as they stand in the database: ``bean-check`` holds the entries
against them.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from hustings.foundation.lib.formats import money
from hustings.money.ledger import balances, lines
from hustings.money.ledger.models import Account, Books

_TOPS = {
    Account.Kind.ASSET: "Assets", Account.Kind.LIABILITY: "Liabilities", Account.Kind.EQUITY: "Equity",
    Account.Kind.INCOME: "Income", Account.Kind.EXPENSE: "Expenses",
}  # fmt: skip
_ODD = re.compile(r"[^0-9A-Za-z]+")


def ledger(books: Books, since: date | None = None, through: date | None = None) -> Iterator[str]:
    """For ledger-cli and hledger; numbers of entries stand in brackets."""
    accounts = books.accounts.all()
    yield f"; {_line(books.name)}\n\n" + "".join(f"account {_of_ledger(each)}\n" for each in accounts) + "\n"
    for entry in lines.walk(books, since, through):
        postings = "".join(
            f"    {_of_ledger(line.account)}  {_amount(line, books.currency)}\n" for line in entry.lines
        )
        note = f"    ; reference: {_line(entry.reference)}\n" if entry.reference else ""
        yield f"{entry.on} * ({entry.number}) {_line(entry.label)}\n{note}{postings}\n"


def beancount(books: Books, since: date | None = None, through: date | None = None) -> Iterator[str]:
    """For beancount, with assertions of the balances at the end."""
    first = since or books.opened_on
    names = {each.pk: _of_beancount(each) for each in books.accounts.all()}
    opened = "".join(f"{first} open {name} {books.currency}\n" for name in names.values())
    yield f'option "title" "{_quoted(books.name)}"\n'
    yield f'option "operating_currency" "{books.currency}"\n\n{opened}\n'
    last = first
    for entry in lines.walk(books, since, through):
        last = max(last, entry.on)
        postings = "".join(
            f"  {names[line.account.pk]}  {_amount(line, books.currency)}\n" for line in entry.lines
        )
        head = f'{entry.on} * "{_quoted(entry.label)}"\n  number: "{entry.number}"\n'
        note = f'  reference: "{_quoted(entry.reference)}"\n' if entry.reference else ""
        yield f"{head}{note}{postings}\n"
    after = (through or last) + timedelta(days=1)
    for row in balances.trial(books, since, through):
        amount = money.plain(row.net, books.currency)
        yield f"{after} balance {names[row.account.pk]}  {amount} ~ 0 {books.currency}\n"  # to the cent


def _amount(line: lines.Line, currency: str) -> str:
    return f"{money.plain(line.debit - line.credit, currency)} {currency}"


def _line(text: str) -> str:
    """On one line, and no comment."""
    return " ".join(text.replace(";", ",").split())


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')


def _of_ledger(account: Account) -> str:
    """Two spaces would end the name, a colon begin an account below."""
    name = _line(account.name).replace(":", " -")
    return f"{_TOPS[Account.Kind(account.kind)]}:{account.number} {' '.join(name.split())}"


def _of_beancount(account: Account) -> str:
    bare = unicodedata.normalize("NFKD", account.name).encode("ascii", "ignore").decode()
    slug = _ODD.sub("-", bare).strip("-")
    return f"{_TOPS[Account.Kind(account.kind)]}:{account.number}" + (f"-{slug}" if slug else "")
