"""Files that are no statement, or are one in part: nothing of them is taken in, and words say why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.money.banking import actions
from hustings.money.banking.files import tables
from hustings.money.banking.models import StatementLine
from hustings.money.banking.refusals import Unread

pytestmark = [pytest.mark.django_db]
HEAD = "date;libelle;montant\n2026-11-01;A;1,00\n"


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\r%\xe2\xe3\r\n" + b'"' + b"\x80x" * 200_000, b'"' + b"a;b\n" * 200_000, b"\r\r\x00\r"],
)
def test_a_pdf_or_another_file_by_the_name_of_a_table_is_no_statement(books, content):
    with pytest.raises(Unread, match="no statement"):
        actions.bring(books=books, name="releve.csv", content=content)


@pytest.mark.parametrize("line", ['2026-11-02;"B;2,00\n2026-11-03;C;3,00', "2026-11-02;B", "2026-11-02;B;"])
def test_a_line_that_is_cut_off_or_never_ends_is_named(books, line):
    with pytest.raises(Unread, match="Line 3 "):
        actions.bring(books=books, name="releve.csv", content=f"{HEAD}{line}\n".encode())
    assert not StatementLine.objects.exists()


def test_a_line_of_a_day_to_come_is_refused(books):
    day = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Unread, match="still to come"):
        actions.bring(books=books, name="releve.csv", content=f"{HEAD}{day};B;2,00\n".encode())
    assert not StatementLine.objects.exists()


def test_old_line_ends_and_lines_of_zero_are_read():
    file = b"date;libelle;debit;credit\r2026-11-01;A;;1,00\r2026-11-01;SOLDE;0,00;\r"
    assert [row.amount for row in tables.lines(file, "EUR")] == [1_00]
