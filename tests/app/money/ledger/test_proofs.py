"""Proof of books: what somebody changes by force shows."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib import todos
from hustings.foundation.lib.fields import uploaded_files
from hustings.money.ledger import actions, chains, proofs, tasks
from hustings.money.ledger.models import Attachment
from hustings.shells.cli.checks import findings
from tests.cast.money.ledger.fixtures import DAY, books, gift
from tests.conftest import user
from tests.slate import asleep

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def by_force(statement: str) -> None:
    """Change a table as somebody would who owns the database: without its triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        with asleep(cursor, ["ledger_entry", "ledger_transfer", "ledger_period", "ledger_account"]):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def written(books):
    for n in range(3):
        gift(books, 100 + n, reference=f"R-{n}")
    actions.close_period(books=books, through=DAY)
    return books


def invoice(name="invoice.txt", text=b"Twelve posters\n"):
    return uploaded_files.checked(ContentFile(text, name=name))


def test_untouched_books_are_whole_and_an_older_head_is_in_them(written):
    head = chains.of_entries(written).end().head if connection.in_atomic_block else ""
    gift(written, on=DAY + timedelta(days=1))
    proof = proofs.prove(written, head)
    assert (proof.n_links, proof.fault) == (4, None)
    assert "rewritten" in proofs.prove(written, "f" * 64).fault.says


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE ledger_transfer SET amount = 1 WHERE amount = 101", "Entry 2"),
        ("UPDATE ledger_entry SET label = 'Other' WHERE position = 2", "Entry 2"),
        ("UPDATE ledger_entry SET \"on\" = '2026-04-01' WHERE position = 2", "Entry 2"),
        ("UPDATE ledger_account SET number = '9999' WHERE role = 'bank'", "Entry 1"),
        ("DELETE FROM ledger_transfer WHERE amount = 101", "Entry 2"),
        ("UPDATE ledger_transfer SET \"on\" = '2026-04-01' WHERE amount = 101", "transfer of entry 2"),
        ("UPDATE ledger_period SET through = '2026-01-01'", "Closing 1"),
    ],
)
def test_a_change_by_force_shows(written, statement, says):
    by_force(statement)
    assert says in proofs.prove(written).fault.says


def test_an_added_transfer_shows(written, bank, gifts):
    columns = f"3, '2026-03-02', {bank.pk}, {gifts.pk}, 5, (SELECT MAX(id) FROM ledger_entry)"
    by_force(
        'INSERT INTO ledger_transfer (position, "on", debit_id, credit_id, amount, entry_id)'
        f" VALUES ({columns})"
    )
    assert "Entry 3" in proofs.prove(written).fault.says


def test_the_finding_is_written_down_and_raises_an_alarm(written, france):
    treasurer = user("tom", Role.TREASURER)
    tasks.prove.call(written.pk)
    assert not [todo for todo in todos.due(treasurer) if "altered" in todo.text]
    assert any("intact" in each.what for each in findings.books())
    by_force("UPDATE ledger_transfer SET amount = 1 WHERE amount = 101")
    tasks.prove.call(written.pk)
    [alarm] = [todo for todo in todos.due(treasurer) if "Ada" in todo.text]
    assert alarm.is_urgent
    assert [each for each in findings.books() if "Entry 2" in each.what]
    assert not [todo for todo in todos.due(user("olga", Role.ORGANISER)) if "Ada" in todo.text]
    assert [run.fault == "" for run in written.proofs.all()] == [False, True]


def test_a_file_is_kept_by_its_digest_and_may_be_withdrawn(written, django_capture_on_commit_callbacks):
    entry = written.entries.first()
    kept, other = (actions.attach(entry=entry, file=invoice(text=text)) for text in (b"One\n", b"Two\n"))
    assert (kept.position, other.position, kept.name) == (1, 2, "invoice.txt")
    assert proofs.prove(written).is_whole
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Attachment.objects.update(name="other.txt")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Attachment.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(attachment=kept)
    assert not kept.file.storage.exists(kept.file.name)
    assert proofs.prove(written).is_whole, "its row and digest stay"
    with other.file.storage.open(other.file.name, "wb") as file:
        file.write(b"Three\n")
    assert "invoice.txt" in proofs.prove(written).fault.says
    other.file.storage.delete(other.file.name)
    assert "missing" in proofs.prove(written).fault.says


def test_books_that_were_never_proven_are_named(written):
    assert any("verified" in each.what and each.level.name == "LOOK" for each in findings.books())


def test_proofs_of_other_books_are_their_own(written):
    other = books(name="Party")
    gift(other)
    by_force("UPDATE ledger_transfer SET amount = 1 WHERE amount = 101")
    assert proofs.prove(other).is_whole
