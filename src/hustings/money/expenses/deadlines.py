"""Calendar of a candidate's account: days that follow from the election's, by the country's rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.legal import Pack, gifts
from hustings.money.expenses import summaries, surplus
from hustings.money.ledger import law
from hustings.money.ledger.models import Books


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day of the account. ``at``: the hour where one is set; ``done_on``: None while it isn't done."""

    name: str
    label: str
    on: date
    at: datetime | None = None
    article: str = ""
    is_sure: bool = True
    done_on: date | None = None
    is_deed: bool = False

    @property
    def is_late(self) -> bool:
        if self.done_on or not self.is_deed:
            return False
        return self.at < timezone.now() if self.at else self.on < timezone.localdate()

    @property
    def days(self) -> int:
        """From today; below zero once it is over."""
        return (self.on - timezone.localdate()).days


def of(books: Books) -> list[Deadline]:
    """Days in their order; none without an election or rules."""
    rules = law.pack()
    if rules is None or books.election is None or books.kind != Books.Kind.CANDIDATE:
        return []
    return sorted(_days(books, rules), key=lambda each: each.on)


def _days(books: Books, rules: Pack) -> Iterator[Deadline]:
    facts = law.facts(books, rules)
    if facts.first_round is None or books.election is None:
        return
    rounds = list(books.election.rounds.order_by("on").values_list("on", flat=True))
    for n, day in enumerate(rounds, 1):
        yield Deadline("round", _("Round %d of the election") % n, day)
    opens = gifts.window(rules, facts, facts.first_round)
    if opens:
        rule = _rule(rules, "window" if facts.election != "president" else "window_president")
        yield Deadline("opens", _("Donations and expenses count from this day"), opens[0], None, *rule)
    declared = books.agent_declared_on
    yield Deadline(
        "agent", _("Declare the financial agent, before any donation"),
        declared or (opens[0] if opens else rounds[0]), None, *_rule(rules, "agent"),
        done_on=declared, is_deed=True,
    )  # fmt: skip
    due = gifts.account_due(rules, facts.election, facts.first_round)
    if due:
        key = "account_due" if facts.election != "president" else "account_due_president"
        yield Deadline(
            "due", _("File the campaign account"), due.date(), due, *_rule(rules, key),
            done_on=books.filed_on, is_deed=True,
        )  # fmt: skip
    filed = books.filed_on or (due.date() if due else None)
    if filed and (ends := gifts.agent_ends(rules, facts.election, filed)):
        yield Deadline(
            "ends", _("The agent’s functions end: close the bank account and the books"), ends, None,
            *_rule(rules, "agent_ends"), done_on=books.closed_on, is_deed=True,
        )  # fmt: skip
        if (
            books.filed_on
            and books.closed_on is None
            and surplus.rule(books, rules)
            and surplus.of(summaries.of(books))
        ):
            label = _("Hand the surplus over to a party or a charity")
            yield Deadline("surplus", label, ends, None, *_rule(rules, "surplus"), is_deed=True)


def _rule(rules: Pack, key: str) -> tuple[str, bool]:
    rule = rules.gift.get(key)
    return (rule.article, rule.confirmed) if rule else ("", True)


def soon(books: Books, within: int) -> Iterator[Deadline]:
    """Deeds that are late, or due in so many days."""
    for each in of(books):
        if each.is_deed and not each.done_on and each.days <= within:
            yield each
