"""Scores of agreement in bits: how much rarer it is among strangers (Fellegi and Sunter, 1969).

A household shares number, mailbox, house and family name; only a given name or birth date tells its members
apart.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from hustings.people.duplicates.models import Duplicate
from hustings.people.duplicates.search.frequencies import Frequencies
from hustings.people.duplicates.search.likeness import Likeness, likeness
from hustings.people.duplicates.search.sheets import Place, Sheet

Certainty = Duplicate.Certainty
Reason = list[Any]  # [what, how, value of the one, value of the other]
SURE_BITS, LIKELY_BITS, LEAST_BITS = 10.0, 4.0, -1.0
OWN_NAME = 7.0
MAILBOX, PHONE, HOUSE = (15.0, 5.0), (12.0, 8.0), (10.0, 10.0)  # at least; below the prior: few share one
BESIDE = 2.0  # each further way to reach them: it comes with the first
SWAPPED, SLIPPED, NEARLY = -2.0, -3.0, -6.0
OTHER_FAMILY, OTHER_GIVEN, OTHER_BIRTH, BIRTH_SLIP, MOVED = -6.0, -9.0, -9.0, 4.0, -1.0
SIMILAR_STREET = 80  # of 100
OWN = frozenset({"mailbox", "phone"})
CLOSE = OWN | {"house"}


@dataclass(frozen=True, slots=True)
class Judgement:
    certainty: str
    score: float
    reasons: list[Reason]


@dataclass(slots=True)
class _Names:
    given: Likeness
    family: Likeness
    is_swapped: bool
    bits: float
    reasons: list[Reason]

    @property
    def is_one(self) -> bool:
        return self.given.is_close and self.family.is_close


def plausible(one: Sheet, other: Sheet) -> bool:
    """Whether a pair is worth the reading of more: names and birth dates don't speak against it."""
    given = likeness(one.given, other.given)
    if given is not Likeness.OTHER:
        return True
    if likeness(one.given, other.family).is_close and likeness(one.family, other.given).is_close:
        return True
    same_birth = one.born_on is not None and one.born_on == other.born_on
    return same_birth and likeness(one.family, other.family).is_close


def judge(one: Sheet, other: Sheet, known: Frequencies) -> Judgement | None:
    """What is to be thought of a pair; None: two people."""
    names = _names(one, other, known)
    born, born_bits, born_reasons = _birth(one, other, known)
    reach, reach_bits, reach_reasons = _reach(one, other, known)
    bits = names.bits + born_bits + reach_bits - known.prior
    if bits < LEAST_BITS or not _may_be_one(names, born, reach):
        return None
    reasons = [*names.reasons, *born_reasons, *reach_reasons]
    certainty = _certainty(one, other, names, born, reach, bits)
    if one.external_id and other.external_id and one.external_id != other.external_id:
        reasons.append(["own_number", "other", one.external_id, other.external_id])
        certainty = min(certainty, Certainty.POSSIBLE, key=_rank)
    return Judgement(certainty, round(1 / (1 + 2 ** (-bits / 4)), 6), reasons)


def _rank(certainty: str) -> int:
    return [Certainty.POSSIBLE, Certainty.LIKELY, Certainty.SURE].index(Certainty(certainty))


def _may_be_one(names: _Names, born: Likeness, reach: set[str]) -> bool:
    """Another given name is another person, unless born the same day and reached alike."""
    if names.given is not Likeness.OTHER:
        return True
    return born is Likeness.SAME and bool(reach & CLOSE) and names.family.is_close


def _certainty(
    one: Sheet, other: Sheet, names: _Names, born: Likeness, reach: set[str], bits: float
) -> Certainty:
    if bits < LIKELY_BITS or born is Likeness.OTHER or names.given is Likeness.OTHER:
        return Certainty.POSSIBLE
    if bits < SURE_BITS:
        return Certainty.LIKELY
    direct = bool(reach & OWN) or (bool(reach & {"own_name", "house"}) and not _reached_apart(one, other))
    if names.is_one and (born is Likeness.SAME or (direct and _is_safe(names, born, reach))):
        return Certainty.SURE
    if born is Likeness.SAME and direct and _is_same_given(names):
        return Certainty.SURE
    return Certainty.LIKELY


def _is_same_given(names: _Names) -> bool:
    """Another family name is a marriage if born the same day, but Louis and Louise are twins."""
    if names.given is Likeness.SAME:
        return True
    return names.given in {Likeness.SLIP, Likeness.PART} and names.family is not Likeness.OTHER


def _is_safe(names: _Names, born: Likeness, reach: set[str]) -> bool:
    """Without the same birth date: one slip, and under one roof none in the given name."""
    slips = [names.given, names.family, born].count(Likeness.SLIP) + names.is_swapped
    if slips == 0:
        return True
    return slips == 1 and bool(reach & (OWN if names.given is Likeness.SLIP else CLOSE))


def _reached_apart(one: Sheet, other: Sheet) -> bool:
    """Whether each has numbers and mailboxes, and all are different: a parent and a child of one name."""
    phones = one.phones and other.phones and not one.phones & other.phones
    boxes = one.mailboxes and other.mailboxes and not one.mailboxes & other.mailboxes
    return bool(phones and boxes)


def _names(one: Sheet, other: Sheet, known: Frequencies) -> _Names:
    given = _weighed(one.given, other.given, known, known.given)
    family = _weighed(one.family, other.family, known, known.family)
    if Likeness.OTHER in {given, family}:
        crossed = likeness(one.given, other.family), likeness(one.family, other.given)
        if crossed[0].is_close and crossed[1].is_close:
            bits = known.given_bits(one.given, other.family) + known.family_bits(one.family, other.given)
            reason: Reason = ["names", "swapped", _full(one), _full(other)]
            return _Names(crossed[0], crossed[1], True, bits + SWAPPED, [reason])
    bits = _name_bits(given, known.given_bits(one.given, other.given), OTHER_GIVEN)
    bits += _name_bits(family, known.family_bits(one.family, other.family), OTHER_FAMILY)
    if given is family is Likeness.SAME:
        return _Names(given, family, False, bits, [["names", "same", _full(one), _full(other)]])
    reasons: list[Reason] = []
    if given is not Likeness.MISSING:
        reasons.append(["given_name", given.value, one.given, other.given])
    if family is not Likeness.MISSING:
        reasons.append(["family_name", family.value, one.family, other.family])
    return _Names(given, family, False, bits, reasons)


def _weighed(one: str, other: str, known: Frequencies, counts: Counter[str]) -> Likeness:
    found = likeness(one, other)
    if found is Likeness.NEAR and counts is known.family:  # Dupont and Dupond; only given names have a gender
        found = Likeness.SLIP
    if found is Likeness.SLIP and known.are_both_common(counts, one, other):
        return Likeness.NEAR
    return found


def _full(sheet: Sheet) -> str:
    return f"{sheet.given} {sheet.family}".strip()


def _name_bits(found: Likeness, rare: float, against: float) -> float:
    return {
        Likeness.SAME: rare,
        Likeness.SLIP: max(rare + SLIPPED, 1.0),
        Likeness.NEAR: max(rare + NEARLY, 0.0),
        Likeness.PART: rare / 2,
        Likeness.MISSING: 0.0,
        Likeness.OTHER: against,
    }[found]


def _birth(one: Sheet, other: Sheet, known: Frequencies) -> tuple[Likeness, float, list[Reason]]:
    mine, theirs = one.born_on, other.born_on
    if mine is None or theirs is None or known.is_filler(mine) or known.is_filler(theirs):
        return Likeness.MISSING, 0.0, []
    days = [mine.isoformat(), theirs.isoformat()]
    if mine == theirs:
        return Likeness.SAME, known.birth_bits(mine), [["birth_date", "same", *days]]
    swapped = (mine.year, mine.month, mine.day) == (theirs.year, theirs.day, theirs.month)
    apart = sum(a != b for a, b in zip(days[0], days[1], strict=True))
    if swapped or apart == 1:
        return Likeness.SLIP, BIRTH_SLIP, [["birth_date", "slip", *days]]
    return Likeness.OTHER, OTHER_BIRTH, [["birth_date", "other", *days]]


def _reach(one: Sheet, other: Sheet, known: Frequencies) -> tuple[set[str], float, list[Reason]]:
    """The ways in which both are reached, the best in full, the others as what comes along with it."""
    found: list[tuple[float, str, str]] = []
    if shared := one.mailboxes & other.mailboxes:
        found.append((_few(known, *MAILBOX), "mailbox", min(shared)))
    elif named := one.own_names & other.own_names:
        found.append((OWN_NAME, "own_name", min(named)))
    if numbers := one.phones & other.phones:
        found.append((_few(known, *PHONE), "phone", min(numbers)))
    if house := _house(one.places, other.places):
        found.append((_few(known, *HOUSE), "house", house))
    elif one.zone and one.zone == other.zone:
        found.append((known.zone_bits(one.zone), "zone", ""))
    reasons: list[Reason] = [[name, "same", value, value] for _bits, name, value in found]
    moved = bool(one.zone and other.zone and one.zone != other.zone)
    if moved:
        reasons.append(["zone", "other", "", ""])
    best = max((bits for bits, *_rest in found), default=0.0)
    bits = best + BESIDE * max(0, len(found) - 1) + (MOVED if moved else 0.0)
    return {name for _bits, name, _value in found}, bits, reasons


def _few(known: Frequencies, least: float, below: float) -> float:
    """Bits of what a household has: the more people there are, the rarer it is among strangers."""
    return max(least, known.prior - below)


def _house(mine: set[Place], theirs: set[Place]) -> str:
    for here in mine:
        for there in theirs:
            same = (here.postcode, here.house) == (there.postcode, there.house)
            if same and fuzz.token_sort_ratio(here.street, there.street) >= SIMILAR_STREET:
                return f"{here.house} {here.street} {here.postcode}"
    return ""
