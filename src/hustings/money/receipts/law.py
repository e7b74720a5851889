"""Rules of the country on receipts, as pages and to-dos show them."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language

from hustings.foundation.legal import receipts
from hustings.foundation.legal.rules import ReceiptFile, Receipts, Recipient, Rule
from hustings.money.donations import caps


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule in the reader’s language."""

    says: str
    article: str
    source: str
    doubt: str
    is_confirmed: bool


def value(kind: str) -> Receipts | None:
    """The rule of today for books of that kind."""
    return next((found for _rule, found in _found() if kind in found.to), None)


def rules(kind: str = "") -> list[Shown]:
    """Those of today for books of that kind, or for all kinds."""
    return [_shown(rule) for rule, found in _found() if not kind or kind in found.to]


def file(kind: str) -> tuple[Shown, ReceiptFile] | None:
    """The file that an authority wants of such books."""
    found = receipts.file_for(caps.law(), Recipient(kind), timezone.localdate())
    return (_shown(found[0]), found[1]) if found else None


def _found() -> list[tuple[Rule[Receipts], Receipts]]:
    pack, today = caps.law(), timezone.localdate()
    pairs = [(rule, rule.on(today)) for rule in pack.receipt.values()] if pack else []
    return [(rule, found) for rule, found in pairs if found]


def _shown(rule: Rule[object]) -> Shown:
    language = get_language() or "en"
    doubt = rule.doubt.say(language) if rule.doubt else ""
    return Shown(rule.says.say(language), rule.article, rule.source, doubt, rule.confirmed)
