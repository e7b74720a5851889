"""The campaign account: by heading, what is missing beside it, and its days, which follow the election."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.lib.todos import due
from hustings.money.expenses import actions, deadlines, gaps, keepers, refusals, summaries
from hustings.money.ledger import balances
from hustings.money.ledger.models import Books
from tests.cast.money.donations.fixtures import election
from tests.cast.money.expenses.fixtures import asked, candidate, heading, invoice, paper, pay, supplier
from tests.cast.money.ledger.fixtures import books as any_books
from tests.cast.money.ledger.fixtures import gift

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_the_account_says_who_bore_each_heading(books, tom):
    day, bank = books.agent_declared_on, books.account("bank")
    for role, amount in [("gifts", 900_00), ("own", 500_00), ("party", 200_00), ("loans", 50_00)]:
        gift(books, on=day, transfers=[(bank, books.account(role), amount)])
    pay(invoice(asked(books, 300_00, payee=supplier(books))), 300_00)
    invoice(asked(books, 100_00, way="party"))
    invoice(asked(books, 40_00, way="own_kind"))
    gift(books, on=day, transfers=[(books.account("in_kind_spent"), books.account("in_kind"), 30_00)])
    wrong = invoice(asked(books, 77_00, account=heading(books, "5020"), way="party_kind"))
    actions.cancel(expense=wrong, by=tom, note="Wrong")
    told = summaries.of(books)
    costs = {cost.account.number: (cost.agent, cost.party, cost.in_kind) for cost in told.costs}
    assert costs == {"5000": (300_00, 100_00, 40_00), "5090": (0, 0, 30_00)}
    assert (told.received, told.totals["total"], told.left) == (1_770_00, 470_00, 1_300_00)
    assert told.in_kind == told.totals["in_kind"] == 70_00
    assert [told.of_role(role) for role in ("own", "party", "loans", "bank")] == [
        500_00, 200_00, 50_00, 1_350_00,
    ]  # fmt: skip
    result = balances.result(balances.trial(books))
    assert (told.received, told.totals["total"]) == (result["income"], result["expenses"])
    rows = list(summaries.table(books, told))
    assert ["5000", "Printing and posters", "300.00", "100.00", "40.00", "440.00"] in [
        [row[0], "Printing and posters", *row[2:]] for row in rows
    ]
    assert {len(row) for row in rows[1:]} == {6}


def test_missing_papers_are_listed_until_they_are_there(books, tom):
    row = asked(books)
    assert not gaps.of(books.expenses.all()).exists()
    invoice(row, number="")
    found = gaps.of(books.expenses.all()).get()
    assert gaps.words(found) == "invoice, approval, invoice number, payee"
    whole = asked(books, payee=supplier(books))
    actions.approve(expense=whole, by=tom)
    invoice(whole)
    actions.add_document(expense=whole, file=paper(), kind="invoice")
    pay(whole, 1_000_00, reference="")
    assert gaps.words(gaps.of(books.expenses.filter(pk=whole.pk)).get()) == "proof of payment"
    actions.add_document(expense=whole, file=paper(), kind="proof")
    assert list(gaps.of(books.expenses.all())) == [row]


def days(books):
    return {each.name: each for each in deadlines.of(books)}


@pytest.mark.parametrize(
    ("first", "filed", "ends"),
    [
        (date(2027, 6, 13), date(2027, 8, 20), date(2028, 2, 20)),
        (date(2026, 3, 15), date(2026, 5, 22), date(2026, 11, 22)),
        (date(2027, 6, 18), date(2027, 8, 27), date(2028, 2, 27)),  # a Friday itself
    ],
)
def test_the_days_of_the_account_follow_the_election(books, first, filed, ends):
    vote = books.election.rounds.get()
    vote.on = first
    vote.save()
    found = days(books)
    assert found["due"].at == datetime(
        filed.year, filed.month, filed.day, 18, tzinfo=ZoneInfo("Europe/Paris")
    )
    assert (found["round"].on, found["due"].on, found["ends"].on) == (first, filed, ends)
    assert found["opens"].on.day == 1 and found["opens"].article
    assert [each.on for each in deadlines.of(books)] == sorted(each.on for each in deadlines.of(books))
    books.filed_on = filed - timedelta(days=30)
    assert days(books)["ends"].on < ends
    assert days(books)["due"].done_on


def test_an_account_that_is_due_is_told_and_urgent_once_late(books, tom):
    vote = books.election.rounds.get()

    def said():
        return [todo.is_urgent for todo in due(tom) if "File the campaign account" in todo.text]

    assert said() == []
    for ago, is_urgent in [(50, False), (68, True), (120, True)]:
        vote.on = timezone.localdate() - timedelta(days=ago)
        vote.save()
        assert said() == [is_urgent], ago
    books.filed_on = timezone.localdate()
    books.save()
    assert said() == []


def test_an_agent_who_is_not_declared_is_asked_for(books, tom):
    books.agent_declared_on = None
    books.save()
    assert [todo.is_urgent for todo in due(tom) if "agent" in todo.text] == [True]


def test_other_books_have_no_calendar(tom):
    assert deadlines.of(any_books()) == []
    assert deadlines.of(any_books(kind="party", election=election())) == []


def test_the_president_has_a_calendar_of_their_own():
    books = candidate()
    books.election.kind = "president"
    vote = books.election.rounds.get()
    vote.on = date(2027, 4, 11)
    vote.save()
    found = days(books)
    assert (found["due"].on, found["due"].is_sure) == (date(2027, 6, 25), False)
    assert "ends" not in found, "no rule says so"


def test_books_name_those_who_keep_them(books, tom, tess, france, rhone):
    from hustings.foundation.accounts.roles import Role
    from tests.conftest import user

    user("theo", Role.TREASURER, zone=rhone)
    assert keepers.of(books) == ["Tess", "Tom"]
    books.zone = rhone
    assert keepers.of(books) == ["Tess", "Theo", "Tom"]


def gave(books, amount=500_00):
    gift(books, amount, on=books.agent_declared_on)


def test_the_account_says_what_becomes_of_the_surplus_and_by_when(client, books, tom):
    client.force_login(tom)
    client.cookies["django_language"] = "en"
    gave(books)
    page = client.get(reverse("expenses:account", args=[books.pk])).content.decode()
    assert "goes to a party or to a charity" in page and "At the latest on" in page
    assert reverse("expenses:surplus", args=[books.pk]) not in page, "the account isn't filed"
    Books.objects.update(filed_on=timezone.localdate())
    page = client.get(reverse("expenses:account", args=[books.pk])).content.decode()
    assert reverse("expenses:surplus", args=[books.pk]) in page


def test_where_no_rule_is_known_the_account_and_the_refusal_say_so(client, books, tom):
    client.force_login(tom)
    client.cookies["django_language"] = "en"
    gave(books)
    books.election.kind = "president"
    books.election.save()
    Books.objects.update(filed_on=timezone.localdate())
    page = client.get(reverse("expenses:account", args=[books.pk])).content.decode()
    assert "No rule is known here" in page and reverse("expenses:surplus", args=[books.pk]) not in page
    with pytest.raises(refusals.NotDone, match="No rule is known"):
        actions.hand_over(books=books, amount=1_00, to="A party", on=timezone.localdate())
