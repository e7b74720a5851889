"""Receipts for gifts: whether one is due by the rules of a country, and whether it reduces income tax."""

from dataclasses import dataclass
from datetime import date

from hustings.foundation.legal import gifts
from hustings.foundation.legal.pack import Pack
from hustings.foundation.legal.rules import GiftKind, Numbers, ReceiptFile, Receipts, Recipient, Rule, Span

# Where the law says nothing, recipients confirm what was paid, with numbers of their own.
PLAIN = Receipts(
    frozenset(Recipient),
    frozenset({GiftKind.GIFT, GiftKind.DUES, GiftKind.OFFICE_DUES}),
    Numbers.OWN,
    frozenset(Span),
    frozenset(),
    ("name",),
    None,
    None,
    None,
)


@dataclass(frozen=True, slots=True)
class Due:
    """A receipt is due for the gift. ``rule``: None where no law asks for one."""

    rule: Rule[Receipts] | None
    value: Receipts
    reduces_tax: bool


@dataclass(frozen=True, slots=True)
class NotDue:
    """None is made out: by a key of receipt_sentences.REASONS, or as the gift itself is ``refused``."""

    code: str
    refused: gifts.Refused | None = None


def judge(
    pack: Pack | None, gift: gifts.Gift, donor: gifts.Donor, fund: gifts.Fund, *, has_address: bool
) -> Due | NotDue:
    """Whether a gift whose money is there has a receipt. Its amount: what is left of it."""
    rule, value = rule_for(pack, gift)
    if gift.kind not in value.kinds:
        return NotDue("kind")
    known = {"name": donor.is_named, "address": has_address, "nationality": bool(donor.nationality)}
    for fact in value.shows:
        if not known[fact]:
            return NotDue(fact)
    if pack is None:
        return Due(None, value, False)
    answer = gifts.judge(pack, gift, donor, (), fund)
    if isinstance(answer, gifts.Refused):
        return NotDue("refused", answer)
    return Due(rule, value, _reduces_tax(pack, gift, donor))


def rule_for(pack: Pack | None, gift: gifts.Gift) -> tuple[Rule[Receipts] | None, Receipts]:
    """The rule on receipts for such gifts; ``PLAIN`` where there is none."""
    for rule in pack.receipt.values() if pack else ():
        value = rule.on(gift.on)
        if value and gift.to in value.to:
            return rule, value
    return None, PLAIN


def file_for(pack: Pack | None, to: Recipient, on: date) -> tuple[Rule[ReceiptFile], ReceiptFile] | None:
    """The file that an authority wants of such a recipient on that day."""
    for rule in pack.receipt_file.values() if pack else ():
        value = rule.on(on)
        if value and to in value.to:
            return rule, value
    return None


def _reduces_tax(pack: Pack, gift: gifts.Gift, donor: gifts.Donor) -> bool:
    value = gifts.reduction(pack, gift)
    if value is None:
        return False
    return not value.one_of or bool(donor.traits(pack.country).intersection(value.one_of))
