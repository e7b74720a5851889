"""Wrong statements taken out again as a whole, while nothing was done with their lines."""

from datetime import date

import pytest
from django.urls import reverse

from hustings.money.banking import actions
from hustings.money.banking.models import Statement, StatementLine
from hustings.money.payments.providers.transfer import reference
from hustings.money.payments.refusals import NotPossible
from tests.cast.money.ledger import fixtures as of_ledger
from tests.cast.money.payments.fixtures import begin, channel, moves

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = date(2026, 12, 1)


def bring(books, *texts, name="wrong.csv") -> Statement:
    rows = "\n".join(f"{DAY};{text};50,00" for text in texts)
    return actions.bring(books=books, name=name, content=f"date;libelle;montant\n{rows}".encode())


def test_a_statement_of_another_account_is_removed_and_goes_into_the_right_books(hq, books):
    made = bring(books, "VIR A", "VIR B")
    kept = bring(books, "VIR A", "VIR C", name="kept.csv")
    page, there = (reverse(f"banking:{name}", args=[made.pk]) for name in ("statement", "removal"))
    assert there in hq.get(page).content.decode()
    assert "wrong.csv" in hq.get(reverse("banking:statements")).content.decode()
    assert "2 lines will be removed" in hq.get(there).content.decode() and Statement.objects.count() == 2
    answer = hq.post(there, follow=True).content.decode()
    assert "wrong.csv removed, with 2 lines." in answer
    assert [line.text for line in StatementLine.objects.all()] == ["VIR C"]
    assert Statement.objects.get() == kept and not moves()
    assert bring(of_ledger.books(), "VIR A", "VIR B").n_new == 2


def test_lines_that_are_matched_or_set_aside_are_named_and_undone_first(hq, books):
    payment = begin(channel(books)).payment
    made = bring(books, f"VIR {reference(payment.pk)}", "FRAIS", "VIR X")
    aside = StatementLine.objects.get(text="FRAIS")
    actions.set_aside(line=aside)
    used = list(StatementLine.objects.used())
    there = reverse("banking:removal", args=[made.pk])
    shown = hq.get(there).content.decode()
    assert len(used) == 2 and all(reverse("banking:line", args=[line.pk]) in shown for line in used)
    assert "VIR X" not in shown and "Undo first" in hq.post(there, follow=True).content.decode()
    for line in used:
        actions.unmatch(line=line)
    actions.remove(statement=made)
    actions.remove(statement=made)
    assert not Statement.objects.exists() and not StatementLine.objects.exists()


def test_an_answer_of_the_bank_to_debits_is_not_removed(books):
    made = Statement.objects.create(books=books, name="pain.002", n_new=3)
    with pytest.raises(NotPossible, match="answer"):
        actions.remove(statement=made)
    assert Statement.objects.get() == made
