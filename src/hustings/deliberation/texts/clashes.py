"""Amendments that exclude each other, set by set, with the words that more than one of them wants."""

from dataclasses import dataclass

from hustings.deliberation.consultations import cards
from hustings.deliberation.consultations.cards import Card
from hustings.deliberation.consultations.comparison import Piece as Part
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.texts import proposals
from hustings.deliberation.texts.algebra import conflicts, kinds
from hustings.deliberation.texts.models import Amendment, Passage, State

SETS, MEMBERS, READ = 5, 6, 1_000


@dataclass(frozen=True, slots=True)
class Member:
    """One of a set. ``wanted``: the words that it replaces, marked where others want them too."""

    row: Amendment
    card: Card
    wanted: list[Part]
    new: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A set of which not all can be accepted; ``n``: how many it has, the shown ones among them."""

    members: list[Member]
    n: int


def of_block(passage: Passage, reader: Reader, *, having: str = "") -> list[Clash]:
    """The sets of open amendments to a block, the largest first; ``having``: only that of one amendment."""
    rows = Amendment.objects.open().whole().filter(text=passage.text_version.text_id, block=passage.key)
    found = list(rows.filter(base=passage.text_version_id).for_lists().order_by("pk")[:READ])
    by_key = {row.key: row for row in found}
    changes = {row.key: row.on("") for row in found}
    sets = sorted(conflicts.sets(list(changes.values())), key=len, reverse=True)
    if having:
        sets = [keys for keys in sets if having in keys]
    return [_clash(keys, by_key, changes, passage, reader, having) for keys in sets[:SETS]]


def of_amendment(row: Amendment, reader: Reader) -> list[Clash]:
    """The set that an open amendment is in, if any."""
    if row.state != State.OPEN or row.over_id is not None:
        return []
    passage = Passage.objects.filter(text_version=row.base_id, key=row.block)
    found = passage.select_related("words", "text_version", "item__phase__consultation").first()
    return of_block(found, reader, having=row.key) if found else []


def _clash(
    keys: tuple[str, ...],
    by_key: dict[str, Amendment],
    changes: dict[str, kinds.Amendment],
    passage: Passage,
    reader: Reader,
    having: str,
) -> Clash:
    rows = sorted((by_key[key] for key in keys), key=lambda row: (row.key != having, -_agree(row), row.pk))
    some = rows[:MEMBERS]
    made = {card.item.pk: card for card in cards.made([row.item for row in some], reader, passage.item.phase)}
    return Clash([_member(row, made[row.item_id], keys, changes, passage) for row in some], len(keys))


def _agree(row: Amendment) -> int:
    return row.item.version.n_agree if row.item.version else 0


def _member(
    row: Amendment, card: Card, keys: tuple[str, ...], changes: dict[str, kinds.Amendment], passage: Passage
) -> Member:
    one, text = changes[row.key], passage.words.text
    others = [changes[key] for key in keys if key != row.key and kinds.clash(one, changes[key])]
    if not isinstance(one, kinds.Replace):
        return Member(row, card, [Part("new", text)] if isinstance(one, kinds.Remove) else [], "")
    ranges = [each for each in others if isinstance(each, kinds.Replace)]
    if len(ranges) < len(others):  # somebody wants the whole block
        return Member(row, card, [Part("new", text[one.start : one.end])], one.text)
    return Member(row, card, proposals.wanted(text, one, ranges), one.text)
