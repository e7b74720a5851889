"""Questions that the law has a fund ask of donors, and the words that it has to show them."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hustings.foundation.legal import GiftKind, Means, Pack, Recipient, gift_sentences, gifts
from hustings.foundation.legal.pack import DONORS
from hustings.foundation.legal.rule_sentences import amount as number
from hustings.foundation.legal.rule_sentences import translate
from hustings.foundation.legal.rules import GiftTest
from hustings.foundation.lib.display import countries
from hustings.foundation.lib.formats import money
from hustings.money.donations import caps
from hustings.money.donations.models import Fund

_PERSONAL = DONORS.keys() - {"party", "company"}
_DECLARED = {"person", "party", "national", "resident", "eu_citizen"}  # by other answers than a box


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence of the law with its article."""

    says: str
    article: str
    is_unsure: bool = False


@dataclass(frozen=True)
class Questions:
    """All that a page asks and shows by the law of the campaign's country; nothing without one."""

    country: str = ""
    asks_birth: bool = False
    asks_nation: bool = False
    asks_address: bool = False
    boxes: tuple[tuple[str, str], ...] = ()  # words of DONORS that no other answer says
    donors: tuple[Rule, ...] = ()  # those who may give
    texts: tuple[Rule, ...] = ()  # words to reproduce
    tax: Rule | None = None
    most: int | None = None  # that anybody may give once, in minor units
    closed: str = ""  # why nothing can be taken now
    examples: dict[int, int] = field(default_factory=dict)  # amount -> its cost after tax

    def with_examples(self, fund: Fund, amounts: list[int]) -> "Questions":
        pack = caps.law()
        costs = {each: cost for each in amounts if pack and (cost := after_tax(pack, fund, each)) is not None}
        return replace(self, examples=costs)


def of(fund: Fund) -> Questions:
    """The questions of a page in the reader's language."""
    pack = caps.law()
    if pack is None:
        return Questions()
    language, today, to = get_language() or settings.LANGUAGE_CODE, timezone.localdate(), _to(fund)
    rules = [
        (rule, value) for rule in pack.gift.values()
        if (value := rule.on(today)) and to in value.to and GiftKind.GIFT in value.kinds
    ]  # fmt: skip
    tests = {value.test for _rule, value in rules}
    by_donor = [(rule, value) for rule, value in rules if value.test is GiftTest.DONOR_ABOVE]
    words = dict.fromkeys(word for _rule, value in by_donor for word in value.one_of if word not in _DECLARED)
    wordings = gifts.wordings(pack, to, GiftKind.GIFT, today)
    most, closed = _probe(pack, fund, today)
    return Questions(
        country=pack.country,
        asks_birth=GiftTest.AGE_FROM in tests,
        asks_nation=bool(by_donor),
        asks_address=bool(tests),
        boxes=tuple((word, translate(DONORS[word], language)) for word in words),
        donors=tuple(Rule(rule.says.say(language), rule.article) for rule, _value in by_donor),
        texts=tuple(
            Rule(value.words.say(language), rule.article, not rule.confirmed) for rule, value in wordings
        ),
        tax=_tax(pack, fund, today, language),
        most=most,
        closed=closed,
    )  # fmt: skip


def _tax(pack: Pack, fund: Fund, today: date, language: str) -> Rule | None:
    """The share of a gift to this fund that comes off the donor's income tax."""
    value = gifts.reduction(pack, _gift(fund, 1, today))
    rule = next((each for each in pack.gift.values() if value and each.on(today) is value), None)
    if rule is None or value is None:
        return None
    words = {"n": number(value.value, language), "country": countries.name(pack.country.upper())}
    said = (
        _("%(n)s%% of your donation is deducted from your income tax (tax residence: %(country)s).") % words
    )
    return Rule(said, rule.article)


def after_tax(pack: Pack, fund: Fund, amount: int) -> int | None:
    """Cost of a gift once its tax reduction is taken; None where nothing is deducted."""
    return gifts.after_tax(pack, _gift(fund, amount, timezone.localdate()))


def _probe(pack: Pack, fund: Fund, today: date) -> tuple[int | None, str]:
    """The most that one person may give, and why nothing can be given by anybody."""
    citizen = gifts.Donor(nationality=pack.country, residence=pack.country, sworn=frozenset(_PERSONAL))
    facts = caps.facts(fund, pack, has_totals=False)
    answer = gifts.judge(pack, _gift(fund, 0, today), citizen, (), facts)
    if isinstance(answer, gifts.Allowed) and answer.left != 0:
        return answer.left, ""
    refused = gifts.judge(pack, _gift(fund, 1, today), citizen, (), facts)
    if isinstance(refused, gifts.Allowed):
        return refused.left, ""
    return 0, gift_sentences.refusal(refused, get_language() or settings.LANGUAGE_CODE, money.shown)


def _gift(fund: Fund, amount: int, today: date) -> gifts.Gift:
    books = fund.books
    return gifts.Gift(
        GiftKind.GIFT, Means.CARD, amount, books.currency, today, _to(fund), str(books.pk),
        str(books.election_id or ""),
    )  # fmt: skip


def _to(fund: Fund) -> Recipient:
    return Recipient(fund.books.kind)
