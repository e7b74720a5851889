"""A candidate's money from the first gift to the last euro, as the law's days come and go."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from hustings.foundation.accounts.roles import Role
from hustings.foundation.legal import gifts
from hustings.foundation.lib.todos import due
from hustings.money.donations import actions as donations
from hustings.money.donations import caps
from hustings.money.donations.models import Donation
from hustings.money.donations.refusals import AgainstLaw
from hustings.money.expenses import actions, deadlines, summaries, surplus
from hustings.money.expenses.refusals import NotDone
from hustings.money.ledger import actions as ledger
from hustings.money.ledger.models import Books
from hustings.people.persons.models import Person
from tests.cast.money.donations import fixtures
from tests.cast.money.expenses.fixtures import asked, invoice, pay
from tests.cast.money.receipts.fixtures import series
from tests.conftest import user

pytestmark = [pytest.mark.django_db]
VOTE, AGAIN = date(2027, 6, 13), date(2027, 9, 12)  # the first round, and where it is moved to
On = Callable[[date], None]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> On:
    """Make it noon of a day."""

    def moved(day: date) -> None:
        noon = timezone.make_aware(datetime.combine(day, time(12)))
        monkeypatch.setattr(timezone, "now", lambda: noon)

    return moved


@pytest.fixture
def tom() -> Any:
    return user("tom", Role.TREASURER)


def asked_of(tom: Any) -> str:
    return "\n".join(todo.text for todo in due(tom))


def refused(**values: Any) -> str:
    """The reason why the law takes no such gift."""
    with pytest.raises(AgainstLaw) as said:
        donations.enter(by=None, means="transfer", **values)
    return said.value.verdict.code


def test_the_money_of_a_campaign_keeps_the_laws_days(on: On, tom: Any) -> None:
    on(date(2026, 11, 20))
    fixtures.france()
    election = fixtures.election()
    vote = election.rounds.get()
    vote.on = VOTE
    vote.save()
    with translation.override("en"):
        books = ledger.open_books(
            name="Ada", kind=Books.Kind.CANDIDATE, plan="plain", election=election, agent="Association Ada",
            opened_on=date(2026, 11, 1), ceiling=70_000_00,
        )  # fmt: skip
        fund = donations.open_fund(books=books, slug="ada", names={"en": "Ada"})
        _walk(on, tom, books, fund, vote)


def _walk(on: On, tom: Any, books: Books, fund: Any, vote: Any) -> None:
    zoe, jo = (Person.objects.create(given_name=name, family_name="Roy") for name in ("Zoé", "Jo"))
    gift = {"fund": fund, "person": zoe, "donor": fixtures.facts(given_name="Zoé", family_name="Roy")}
    # before the agent is declared, and before the window opens, nothing may be taken
    assert "agent" in asked_of(tom)
    assert refused(**gift, amount=100_00, on=date(2026, 11, 20)) == "agent"
    books.agent_declared_on = date(2026, 11, 20)
    books.save()
    assert refused(**gift, amount=100_00, on=date(2026, 11, 20)) == "too_early"
    # the window opens six months before the month of the vote; once the vote moves, it opens later
    on(date(2026, 12, 1))
    vote.on = AGAIN
    vote.save()
    assert refused(**gift, amount=100_00, on=date(2026, 12, 1)) == "too_early"
    vote.on = VOTE
    vote.save()
    donations.enter(by=None, means="transfer", **gift, amount=4_600_00, on=date(2026, 12, 1))
    on(date(2027, 1, 5))
    assert refused(**gift, amount=1_00, on=date(2027, 1, 5)) == "cap_per_election"
    loan = _lend(fund, jo)
    rows = series(fund, span="year", since=date(2026, 12, 1))
    assert "1 donation of 2026 without a receipt" in asked_of(tom) and rows.pk
    # a cost, paid; then the vote, and the account that is due on the tenth Friday at six
    pay(invoice(asked(books, 1_000_00)), 1_000_00)
    on(date(2027, 7, 25))
    assert "File the campaign account" in asked_of(tom)
    filed = {each.name: each for each in deadlines.of(books)}["due"].on
    assert filed == date(2027, 8, 20)
    on(filed)
    with pytest.raises(NotDone):
        actions.hand_over(books=books, amount=1_00, to="A party", on=filed)
    books.filed_on = filed
    books.save()
    assert "File the campaign account" not in asked_of(tom)
    assert refused(**gift, amount=1_00, on=filed + timedelta(days=1)) == "too_late"
    _pay_back(on, tom, loan)
    _hand_over(on, tom, books)


def _lend(fund: Any, jo: Person) -> Donation:
    """A loan within what the law lets people lend; not a day longer."""
    about = {"fund": fund, "person": jo, "kind": "loan", "amount": 2_000_00, "on": date(2027, 1, 5)}
    donor = {"given_name": "Jo", "family_name": "Roy", "email": "jo@example.org"}
    assert refused(**about, donor=fixtures.facts(**donor), months=19) == "months_at_most"
    rule = law.gift["loan_months"].on(date(2027, 1, 5)) if (law := caps.law()) else None
    assert rule and rule.value == 18
    return donations.enter(by=None, means="transfer", **about, donor=fixtures.facts(**donor), months=10)


def _pay_back(on: On, tom: Any, loan: Donation) -> None:
    assert loan.due_on == gifts.months_after(date(2027, 1, 5), 10) == date(2027, 11, 5)
    assert "loan to pay back" not in asked_of(tom)
    on(date(2027, 9, 10))
    assert "1 loan to pay back soon" in asked_of(tom)
    with pytest.raises(NotDone, match="loans"):
        actions.hand_over(books=loan.fund.books, amount=1_00, to="A party", on=timezone.localdate())
    donations.refund(donation=loan)
    assert "loan to pay back" not in asked_of(tom)


def _hand_over(on: On, tom: Any, books: Books) -> None:
    """The surplus goes to a party before the agent's functions end."""
    on(date(2028, 1, 25))
    assert "Hand the surplus over" in asked_of(tom) and "agent’s functions end" in asked_of(tom)
    assert surplus.of(summaries.of(books)) == 3_600_00
    with pytest.raises(NotDone):
        actions.hand_over(books=books, amount=3_600_01, to="A party", on=timezone.localdate())
    entry = actions.hand_over(books=books, amount=3_600_00, to="A party", on=timezone.localdate())
    assert "L. 52-5" in entry.label
    told = summaries.of(books)
    assert (surplus.of(told), surplus.handed(told), told.of_role("bank")) == (0, 3_600_00, 0)
    assert "Hand the surplus over" not in asked_of(tom) and "agent’s functions end" in asked_of(tom)
    books.closed_on = timezone.localdate()
    books.save()
    assert "functions end" not in asked_of(tom)
