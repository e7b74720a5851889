"""Amendments: rebased, their conflicts found, the result the same in every order.

HUSTINGS_BENCH_AMENDMENTS=1000 HUSTINGS_BENCH_CASES=10000 python -m benchmarks.bench_amendments

Baselines: all pairs compared for conflicts, and whole copies of the article merged word by word, three ways,
by ``difflib``.
"""

import os
import random
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from benchmarks import amendments_copies, report
from benchmarks.amendments_factory import amendments, bill, compatible, edited
from hustings.deliberation.texts.algebra import conflicts
from hustings.deliberation.texts.algebra.application import applied
from hustings.deliberation.texts.algebra.blocks import Document
from hustings.deliberation.texts.algebra.kinds import Amendment, Put, Remove, Replace
from hustings.deliberation.texts.algebra.rebasing import Fate, Rebased, Step, onward, rebased

N = int(os.environ.get("HUSTINGS_BENCH_AMENDMENTS", "1000"))
CASES = int(os.environ.get("HUSTINGS_BENCH_CASES", "10000"))
ARTICLES, PARAGRAPHS, ACCEPTED, BY_HAND = 40, 8, 120, 30


def main() -> None:
    """Each figure beside its baseline, in one run, from one seed."""
    dice = random.Random(22)
    base = bill(dice, ARTICLES, PARAGRAPHS)
    n = sum(len(block.text.split()) for block in base)
    report.header("Amendments", articles=ARTICLES, words=n, amendments=N, accepted=ACCEPTED, cases=CASES)
    made = amendments(dice, base, N)
    _conflicts(made)
    accepted = compatible(made, ACCEPTED)
    chosen = {one.key for one in accepted}
    _rebasing(dice, base, accepted, [one for one in made if one.key not in chosen])
    _orders(dice)


# --- Conflicts -----------------------------------------------------------------------------------
def _conflicts(made: Sequence[Amendment]) -> None:
    with report.stopwatch() as swept:
        sets = conflicts.sets(made)
        pairs = {frozenset(pair) for pair in conflicts.pairs(made)}
    with report.stopwatch() as tried:
        brute = {frozenset((a.key, b.key)) for a, b in combinations(made, 2) if _overlap(a, b)}
    at = {key: number for number, keys in enumerate(sets) for key in keys}
    in_a_set = sum(len({at.get(key, key) for key in pair}) == 1 for pair in brute)
    report.figure("conflict sets", len(sets), f"sets with {len(at)} amendments in {len(brute)} pairs")
    report.share("overlapping pairs flagged", len(brute & pairs), len(brute), at_least=1)
    report.share("overlapping pairs in one set", in_a_set, len(brute), at_least=1)
    report.figure("pairs flagged that don't overlap", len(pairs - brute), "pairs", at_most=0)
    report.figure("finding them", swept() * 1000, "ms", beside=tried() * 1000)


Places = set[tuple[str | None, int]]  # of a block, in characters


def _overlap(one: Amendment, other: Amendment) -> bool:
    """The same question asked by sets of characters and gaps, without the code that answers it."""
    return any(
        places & _held(b, kind)
        for a, b in ((one, other), (other, one))
        for kind, places in _wanted(a).items()
    )


def _wanted(one: Amendment) -> dict[str, Places]:
    """What it must have for itself."""
    if isinstance(one, Replace):
        if one.is_insertion:
            return {"gaps": {(one.block, one.start)}}
        return {"characters": {(one.block, at) for at in range(one.start, one.end)}}
    if isinstance(one, Remove):
        blocks: Places = {(key, 0) for key in one.blocks}
        return {"blocks": blocks, "texts": blocks}
    return {"blocks": {(key, 0) for key in one.moved}, "anchors": {(one.anchor, 0)}}


def _held(one: Amendment, kind: str) -> Places:
    """What of this kind it touches at all."""
    if isinstance(one, Replace):
        if kind == "texts":
            return {(one.block, 0)}
        longer = {"gaps": 1, "characters": 0}.get(kind)
        return set() if longer is None else {(one.block, at) for at in range(one.start, one.end + longer)}
    if kind == "blocks":
        return {(key, 0) for key in (one.blocks if isinstance(one, Remove) else (*one.moved, one.anchor))}
    return {(one.anchor, 0)} if kind == "anchors" and isinstance(one, Put) else set()


# --- Rebasing ------------------------------------------------------------------------------------
def _rebasing(
    dice: random.Random, base: Document, accepted: list[Amendment], waiting: list[Amendment]
) -> None:
    middle = applied(base, accepted).document
    new = edited(dice, middle, BY_HAND)
    with report.stopwatch() as ours:
        found, by_hand = onward(waiting, base, accepted, new)
    plain = rebased(waiting, Step(base, accepted, middle))
    copies = [(one, _copies(base, middle, one)) for one in waiting if isinstance(one, Replace)]
    with report.stopwatch() as theirs:
        merges = {one.key: (one, *amendments_copies.merged(*each)) for one, each in copies}
    fates = Counter(each.fate.value for each in found) | {"read by words": sum(map(_is_merged, found))}
    print(f"rebased {len(found)} over {len(accepted)} accepted and {len(by_hand)} changes by hand: {fates}")
    report.figure(
        "rebasing 1,000",
        ours() * 1000 / len(waiting),
        "s",
        beside=theirs() * 1000 / len(copies),
        at_most=2,
    )
    _right(base, accepted, {each.amendment.key: each for each in plain}, waiting, merges)


def _is_merged(one: Rebased) -> bool:
    return one.is_merged


def _copies(base: Document, middle: Document, one: Replace) -> tuple[str, str, str]:
    """The article as it was, with this amendment, and in the new version, each as one text."""
    keys = _section(base, one)
    texts = {key: base[key].text for key in keys}
    text = texts[one.block]
    mine = texts | {one.block: text[: one.start] + one.text + text[one.end :]}
    return "\n".join(texts.values()), "\n".join(mine.values()), _article(middle, keys)


def _article(document: Document, keys: Sequence[str]) -> str:
    return "\n".join(document[key].text for key in keys if key in document)


def _section(base: Document, one: Replace) -> tuple[str, ...]:
    return base.section(one.block.partition("p")[0])


Merges = dict[str, tuple[Replace, str, bool]]  # the amendment, the text that came out, whether changes met


def _right(
    base: Document,
    accepted: list[Amendment],
    plain: dict[str, Rebased],
    waiting: list[Amendment],
    merges: Merges,
) -> None:
    """Whether those compatible with what was accepted give the text that both together give."""
    middle = applied(base, accepted).document
    clashing = {one.key for one in waiting if any(_overlap(one, other) for other in accepted)}
    free = {one.key: applied(base, [*accepted, one]).document for one in waiting if one.key not in clashing}
    right = sum(
        plain[key].fate in {Fate.APPLIES, Fate.MOVED}
        and applied(middle, [plain[key].amendment]).document == document
        for key, document in free.items()
    )
    report.share("compatible ones rebased to the right text", right, len(free), at_least=1)
    told = sum(bool(plain[key].by) for key in clashing)
    report.share("others reported with what they met", told, len(clashing), at_least=1)
    theirs = [key for key in free if key in merges]
    same = sum(_is_right(base, free[key], *merges[key]) for key in theirs)
    report.share("whole copies: compatible ones merged to the right text", same, len(theirs))
    others = [merges[key][2] for key in clashing if key in merges]
    report.share("whole copies: others reported", sum(others), len(others))


def _is_right(base: Document, new: Document, one: Replace, text: str, is_met: bool) -> bool:
    return not is_met and text == _article(new, _section(base, one))


# --- Orders --------------------------------------------------------------------------------------
def _orders(dice: random.Random) -> None:
    """Small texts, full of amendments that touch, each set accepted at once and in two orders in turn."""
    same = copies_same = copies = 0
    with report.stopwatch() as seconds:
        for case in range(CASES):
            base = bill(dice, 1, dice.randint(1, 3))
            taken = compatible(amendments(dice, base, dice.randint(2, 9)), 9)
            together = applied(base, taken).document
            rows = [dice.sample(taken, len(taken)) for _ in range(2)]
            same += all(_in_turn(base, row).blocks == together.blocks for row in rows)
            if case % 10 == 0 and (texts := [one for one in taken if isinstance(one, Replace)]):
                copies += 1
                copies_same += _copies_agree(dice, base, texts)
    report.share("sets with one result in every order", same, CASES, at_least=1)
    report.share("whole copies: one result, and the right one", copies_same, copies)
    report.figure("orders tried, rivals among them", CASES / seconds(), "sets/s")


def _in_turn(document: Document, taken: list[Amendment]) -> Document:
    """Accepted one by one, the others rebased each time; what is refused is missing in the text."""
    while taken:
        one, *others = taken
        new = applied(document, [one]).document
        found = rebased(others, Step(document, [one], new))
        document, taken = new, [each.amendment for each in found if each.fate in {Fate.APPLIES, Fate.MOVED}]
    return document


def _copies_agree(dice: random.Random, base: Document, taken: list[Replace]) -> bool:
    """The rival: one copy after the other merged into what the others have made of the text."""
    start = _whole(base)
    results = set()
    for _ in range(2):
        text = start
        for one in dice.sample(taken, len(taken)):
            text, _met = amendments_copies.merged(start, _whole(applied(base, [one]).document), text)
        results.add(text)
    return results == {_whole(applied(base, taken).document)}


def _whole(document: Document) -> str:
    return "\n".join(block.text for block in document)


if __name__ == "__main__":
    main()
