"""Gifts judged by the rules of a country: each rule comes to the most that may be given, the least counts."""

from calendar import monthrange
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hustings.foundation.legal.pack import Pack
from hustings.foundation.legal.rules import GiftKind, GiftRule, GiftTest, Means, Recipient, Rule, Wording

FRIDAY = 4
EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gift:
    """One gift: the one to judge, or one of those that the same donor made before."""

    kind: GiftKind
    means: Means
    amount: int  # in the minor unit of the currency
    currency: str
    on: date
    to: Recipient
    fund: str = ""  # key of the recipient
    election: str = ""  # key of the election that it is for
    months: int = 0  # until a loan is paid back


@dataclass(frozen=True, slots=True)
class Donor:
    """Facts that a donor declared."""

    nature: str = "person"  # or "party", "company"
    is_named: bool = True
    nationality: str = ""  # code of the country
    residence: str = ""
    born_on: date | None = None
    sworn: frozenset[str] = frozenset()  # of DONORS: what no other fact says

    def traits(self, country: str) -> frozenset[str]:
        """Words of DONORS that hold of this donor in that country."""
        found = {self.nature, *self.sworn}
        if self.nationality == country:
            found.add("national")
        if self.nationality in EU:
            found.add("eu_citizen")
        if self.residence == country:
            found.add("resident")
        return frozenset(found)

    def age(self, on: date) -> int | None:
        if self.born_on is None:
            return None
        return on.year - self.born_on.year - ((on.month, on.day) < (self.born_on.month, self.born_on.day))


@dataclass(frozen=True, slots=True)
class Fund:
    """Facts about the recipient."""

    election: str = ""  # its kind
    first_round: date | None = None
    agent_on: date | None = None  # the day from which its financial agent is declared
    filed_on: date | None = None  # the day on which its account was handed in
    ceiling: int | None = None  # of expenses, in minor units
    taken: tuple[tuple[GiftKind, Means, int], ...] = ()  # from everybody


@dataclass(frozen=True, slots=True)
class Allowed:
    """The gift may be taken."""

    left: int | None  # after this gift, in minor units; None: no limit


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule forbids the gift, or lets only a part of it be given."""

    code: str  # a key of gift_sentences.REFUSALS
    rule: Rule[GiftRule]
    value: GiftRule
    left: int  # the most that may be given now in this way, in minor units
    currency: str
    day: date | None = None  # from or until which the recipient takes gifts

    @property
    def article(self) -> str:
        return self.rule.article


@dataclass(frozen=True, slots=True)
class _Case:
    pack: Pack
    gift: Gift
    donor: Donor
    past: Collection[Gift]
    fund: Fund


def judge(pack: Pack, gift: Gift, donor: Donor, past: Collection[Gift], fund: Fund) -> Allowed | Refused:
    """Whether a gift may be taken. ``past``: all other gifts of the donor that count."""
    case = _Case(pack, gift, donor, past, fund)
    limits = [(most, rule, value) for rule, value in _rules(case) if (most := _most(case, value)) is not None]
    if not limits:
        return Allowed(None)
    most, rule, value = min(limits, key=lambda limit: limit[0])
    if gift.amount <= most:
        return Allowed(most - gift.amount)
    return Refused(_code(case, value), rule, value, max(most, 0), gift.currency, _day(case, value))


def window(pack: Pack, fund: Fund, on: date, to: Recipient = Recipient.CANDIDATE) -> tuple[date, date] | None:
    """The first and the last day on which a recipient takes gifts; None where the law sets none."""
    gift = Gift(GiftKind.GIFT, Means.CARD, 0, "", on, to)
    for _rule, value in _rules(_Case(pack, gift, Donor(), (), fund)):
        if value.test is GiftTest.WINDOW and fund.first_round:
            return _opens(value, fund.first_round), _closes(pack, fund) or date.max
    return None


def account_due(pack: Pack, election: str, first_round: date) -> datetime | None:
    """The moment until which a candidate's account must be handed in."""
    for rule in pack.gift.values():
        value = rule.on(first_round)
        if value and value.unit == "fridays" and (not value.elections or election in value.elections):
            ahead = (FRIDAY - first_round.weekday()) % 7 or 7
            day = first_round + timedelta(days=ahead + 7 * (round(value.value) - 1))
            return datetime.combine(day, value.at or time(23, 59), ZoneInfo(pack.spots[""].clocks[0]))
    return None


def agent_ends(pack: Pack, election: str, filed_on: date) -> date | None:
    """The day on which the agent's functions end, once the account is filed; None where no rule says so."""
    rule = pack.gift.get("agent_ends")
    value = rule.on(filed_on) if rule else None
    if value is None or (value.elections and election not in value.elections):
        return None
    return months_after(filed_on, round(value.value))


def months_after(day: date, n: int) -> date:
    """That day so many months later, or the last of a shorter month."""
    months = day.year * 12 + day.month - 1 + n
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def after_tax(pack: Pack, gift: Gift) -> int | None:
    """Cost of a gift once income tax is reduced by it, in minor units; None where nothing is deducted."""
    value = reduction(pack, gift)
    return gift.amount - round(gift.amount * value.value / 100) if value else None


def reduction(pack: Pack, gift: Gift) -> GiftRule | None:
    """The rule by which income tax is reduced for such a gift; ``one_of`` says for which donors."""
    for rule in pack.gift.values():
        value = rule.on(gift.on) if rule.key.startswith("gift.tax_reduction") else None
        fits = value and gift.to in value.to and gift.kind in value.kinds
        if value and fits and (not value.means or gift.means in value.means):
            return value
    return None


def wordings(pack: Pack, to: Recipient, kind: GiftKind, on: date) -> Iterator[tuple[Rule[Wording], Wording]]:
    """Words of the law that a page for such gifts has to show."""
    for rule in pack.wording.values():
        value = rule.on(on)
        if value and to in value.to and kind in value.kinds:
            yield rule, value


def _rules(case: _Case) -> Iterator[tuple[Rule[GiftRule], GiftRule]]:
    gift, fund = case.gift, case.fund
    for rule in case.pack.gift.values():
        value = rule.on(gift.on)
        if value and value.test and gift.to in value.to and gift.kind in value.kinds:
            about_means = not value.means or gift.means in value.means
            if about_means and (not value.elections or fund.election in value.elections):
                yield rule, value


def _most(case: _Case, value: GiftRule) -> int | None:
    if _is_foreign_money(case, value):
        return 0
    return _TESTS[value.test](case, value) if value.test else None


def _is_foreign_money(case: _Case, value: GiftRule) -> bool:
    """Whether a rule counts in another currency than the gift."""
    return value.unit.isupper() and value.unit != case.gift.currency


def _minor(value: float) -> int:
    return round(value * 100)


def _cap(case: _Case, value: GiftRule) -> int | None:
    if case.donor.traits(case.pack.country).intersection(value.one_of):
        return None
    return _minor(value.value) - sum(each.amount for each in case.past if _counts(case, value, each))


def _counts(case: _Case, value: GiftRule, past: Gift) -> bool:
    """Whether an earlier gift counts against the same cap."""
    gift = case.gift
    alike = past.to in value.to and past.kind in value.kinds and past.currency == gift.currency
    if (
        not alike
        or (value.means and past.means not in value.means)
        or (value.each and past.fund != gift.fund)
    ):
        return False
    if value.test is GiftTest.CAP_PER_YEAR:
        return past.on.year == gift.on.year
    return past.election == gift.election


def _cap_of_all(case: _Case, value: GiftRule) -> int:
    return _minor(value.value) - _taken(case, value)


def _share_of_ceiling(case: _Case, value: GiftRule) -> int | None:
    ceiling = case.fund.ceiling
    if ceiling is None or ceiling < _minor(value.ceiling_from):
        return None
    return int(ceiling * value.value // 100) - _taken(case, value)


def _taken(case: _Case, value: GiftRule) -> int:
    return sum(
        amount
        for kind, means, amount in case.fund.taken
        if kind in value.kinds and (not value.means or means in value.means)
    )


def _means_above(case: _Case, value: GiftRule) -> int | None:
    return None if case.gift.means in value.one_of else _minor(value.value)


def _named_above(case: _Case, value: GiftRule) -> int | None:
    return None if case.donor.is_named else _minor(value.value)


def _donor_above(case: _Case, value: GiftRule) -> int | None:
    traits = case.donor.traits(case.pack.country)
    return None if traits.intersection(value.one_of) else _minor(value.value)


def _age_from(case: _Case, value: GiftRule) -> int | None:
    age = case.donor.age(case.gift.on)
    return None if age is None or age >= value.value else 0


def _months_at_most(case: _Case, value: GiftRule) -> int | None:
    return None if case.gift.months <= value.value else 0


def _barred(_case: _Case, _value: GiftRule) -> int:
    return 0


def _agent(case: _Case, _value: GiftRule) -> int | None:
    declared = case.fund.agent_on
    return None if declared and declared <= case.gift.on else 0


def _window(case: _Case, value: GiftRule) -> int | None:
    if case.fund.first_round is None:
        return None
    closes = _closes(case.pack, case.fund)
    is_open = _opens(value, case.fund.first_round) <= case.gift.on and (not closes or case.gift.on <= closes)
    return None if is_open else 0


def _opens(value: GiftRule, first_round: date) -> date:
    """The first day of the month that lies so many months before the month of the election."""
    months = first_round.year * 12 + first_round.month - 1 - round(value.value)
    return date(months // 12, months % 12 + 1, 1)


def _closes(pack: Pack, fund: Fund) -> date | None:
    """The day on which the account is handed in, or has to be."""
    if fund.filed_on or fund.first_round is None:
        return fund.filed_on
    due = account_due(pack, fund.election, fund.first_round)
    return due.date() if due else None


def _code(case: _Case, value: GiftRule) -> str:
    if _is_foreign_money(case, value):
        return "currency"
    if value.test is GiftTest.WINDOW and case.fund.first_round:
        return "too_early" if case.gift.on < _opens(value, case.fund.first_round) else "too_late"
    return str(value.test)


def _day(case: _Case, value: GiftRule) -> date | None:
    if value.test is not GiftTest.WINDOW or case.fund.first_round is None:
        return case.fund.agent_on if value.test is GiftTest.AGENT else None
    opens = _opens(value, case.fund.first_round)
    return opens if case.gift.on < opens else _closes(case.pack, case.fund)


_TESTS: dict[GiftTest, Callable[[_Case, GiftRule], int | None]] = {
    GiftTest.CAP_PER_ELECTION: _cap,
    GiftTest.CAP_PER_YEAR: _cap,
    GiftTest.CAP_OF_ALL: _cap_of_all,
    GiftTest.SHARE_OF_CEILING: _share_of_ceiling,
    GiftTest.MEANS_ABOVE: _means_above,
    GiftTest.NAMED_ABOVE: _named_above,
    GiftTest.DONOR_ABOVE: _donor_above,
    GiftTest.AGE_FROM: _age_from,
    GiftTest.MONTHS_AT_MOST: _months_at_most,
    GiftTest.BARRED: _barred,
    GiftTest.AGENT: _agent,
    GiftTest.WINDOW: _window,
}
