"""The books as other programs for accounts read them: each comes to our balances, to the cent."""

import csv
import io
import random
import subprocess
from datetime import date, timedelta
from decimal import Decimal

import pytest

from hustings.money.ledger import actions, balances, exports
from hustings.money.ledger.exports import plain_text
from hustings.money.ledger.postings import Posting
from tests.cast.money.ledger.fixtures import FIRST, books

pytestmark = pytest.mark.django_db
LABELS = [
    "Réunion publique ; salle",
    'Affiches "A3" \\ été',
    "Don D-1",
    "; no comment",
    "l’été  – 2 : 3",
    "* !",
]


@pytest.fixture
def whole(db, tmp_path):
    """A year of all kinds of entries, of one transfer and of many."""
    made, dice = books("fr_candidate", name='Campagne d’Ada : "2026"'), random.Random(26)
    accounts = list(made.accounts.all())
    wanted = []
    for _n in range(300):
        pairs = [dice.sample(accounts, 2) for _ in range(dice.choice([1, 1, 1, 2, 7]))]
        moves = [(debit, credit, dice.randint(1, 10 ** dice.randint(1, 9))) for debit, credit in pairs]
        day = FIRST + timedelta(days=dice.randrange(330))
        words = {"label": dice.choice(LABELS), "reference": dice.choice(["", "F-1", "F;2\t3"])}
        wanted.append(Posting(day, dice.choice(["BQ", "OD"]), transfers=moves, **words))
    actions.post_many(books=made, postings=wanted)
    return made


def _file(books, tmp_path, kind):
    path = tmp_path / f"books.{kind}"
    path.write_bytes(b"".join(exports.FORMATS[kind].pieces(books, None, None)))
    return path


def _ours(books, name):
    return {name(row.account): Decimal(row.net) / 100 for row in balances.trial(books) if row.net}


def test_ledger_comes_to_the_same_balances(whole, tmp_path):
    words = ["ledger", "--args-only", "-f", str(_file(whole, tmp_path, "ledger")), "balance", "--flat"]
    shape = ["--no-total", "--format", "%(account)\t%(quantity(scrub(total)))\n"]
    done = subprocess.run([*words, *shape], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    theirs = dict(line.split("\t") for line in done.stdout.splitlines())
    assert {name: Decimal(amount) for name, amount in theirs.items()} == _ours(whole, plain_text._of_ledger)


def test_hledger_comes_to_the_same_balances(whole, tmp_path):
    words = ["hledger", "-f", str(_file(whole, tmp_path, "ledger")), "balance", "--flat", "-N", "-O", "csv"]
    done = subprocess.run(words, capture_output=True, text=True, env={"LANG": "C.UTF-8", "PATH": "/usr/bin"})
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader(io.StringIO(done.stdout))
    theirs = {row["account"]: Decimal(row["balance"].removesuffix(" EUR")) for row in rows}
    assert theirs == _ours(whole, plain_text._of_ledger)


def test_beancount_finds_our_balances_right(whole, tmp_path):
    path = _file(whole, tmp_path, "beancount")
    done = subprocess.run(["bean-check", str(path)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    text = path.read_text()
    at = text.rindex(" ~ 0 EUR")
    path.write_text(text[: at - 1] + str((int(text[at - 1]) + 1) % 10) + text[at:])
    done = subprocess.run(["bean-check", str(path)], capture_output=True, text=True)
    assert done.returncode and "Balance failed" in done.stderr, "it looks at them"


def test_the_file_for_the_tax_office_has_all_entries_balanced(whole, tmp_path):
    told = _file(whole, tmp_path, "fec").read_bytes()
    rows = list(csv.reader(io.StringIO(told.decode("iso8859-15")), delimiter="\t", quoting=csv.QUOTE_NONE))
    head, lines = rows[0], [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert len(head) == 18
    assert all(row[name] for row in lines for name in head[:6] + head[8:13] + ["ValidDate"])
    assert all((_cents(row["Debit"]) > 0) != (_cents(row["Credit"]) > 0) for row in lines)
    sums = dict.fromkeys(range(1, 301), 0)
    for row in lines:
        sums[int(row["EcritureNum"])] += _cents(row["Debit"]) - _cents(row["Credit"])
    assert set(sums.values()) == {0}
    # what the tester of the tax office looks at, too: accounts of the official plan, days, one order
    assert all(row["CompteNum"][:3].isdecimal() and row["JournalLib"] for row in lines)
    days = [row[name] for row in lines for name in ("EcritureDate", "PieceDate", "ValidDate")]
    assert all(len(day) == 8 and date.fromisoformat(day) for day in days)
    assert [row["ValidDate"] for row in lines] == sorted(row["ValidDate"] for row in lines)
    numbers = [int(row["EcritureNum"]) for row in lines]
    assert numbers == sorted(numbers) and set(numbers) == set(range(1, 301))
    assert told.endswith(b"\r\n") and told.count(b"\n") == len(rows)
    assert sum(_cents(row["Debit"]) for row in lines) == balances.totals(balances.trial(whole))["debit"]
    assert exports.FORMATS["fec"].name(whole, date(2026, 12, 31)) == "000000000FEC20261231.txt"


def _cents(text):
    assert text[-3] == ","
    return int(text.replace(",", ""))
