"""Amendments by example: what conflicts, what a new version makes of them, where words come from."""

import pytest

from hustings.deliberation.texts.algebra import conflicts
from hustings.deliberation.texts.algebra.alignment import rekeyed
from hustings.deliberation.texts.algebra.application import Change, Conflict, Piece, applied
from hustings.deliberation.texts.algebra.blocks import Block, Document, Kind
from hustings.deliberation.texts.algebra.comparison import Fate as BlockFate
from hustings.deliberation.texts.algebra.comparison import compared
from hustings.deliberation.texts.algebra.kinds import (
    Amendment,
    Misplaced,
    Put,
    Remove,
    Replace,
    clash,
    is_idle,
)
from hustings.deliberation.texts.algebra.rebasing import Fate, Rebased, Step, onward, rebased
from hustings.deliberation.texts.algebra.subamendments import amended, inside, promoted
from hustings.deliberation.wording import words
from hustings.deliberation.wording.differences import Run, Sort, runs

FUND = "The fund pays ten euros per year to each town."
BASE = Document(
    (
        Block("t", "The fund", Kind.HEADING, 1),
        Block("a1", "Purpose", Kind.ARTICLE, label="1"),
        Block("p1", FUND),
        Block("p2", "It is kept by the region. Its accounts are public."),
        Block("a2", "Entry into force", Kind.ARTICLE, label="2"),
        Block("p3", "This text applies from the first of May."),
    )
)


def swap(key: str, old: str, new: str, block: str = "p1", base: Document = BASE) -> Replace:
    """An amendment that replaces some words of a block."""
    start = base[block].text.index(old)
    return Replace(key, base.digest, block, start, start + len(old), new)


def insert(key: str, before: str, new: str, block: str = "p1") -> Replace:
    """An amendment that adds words in front of others."""
    start = BASE[block].text.index(before)
    return Replace(key, BASE.digest, block, start, start, new)


def put(key: str, anchor: str | None, *blocks: Block | str) -> Put:
    return Put(key, BASE.digest, anchor, blocks)


def after(accepted: Amendment, one: Amendment) -> tuple[Rebased, Document]:
    """What accepting the first makes of the second."""
    new = applied(BASE, [accepted]).document
    return rebased([one], Step(BASE, [accepted], new))[0], new


# --- Conflicts -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("one", "other", "is_conflict"),
    [
        (swap("A", "ten euros", "twenty"), swap("B", "euros per", "dollars a"), True),
        (swap("A", "ten ", "twenty "), swap("B", "euros", "dollars"), False),  # they touch, in a clear order
        (insert("A", "euros", "new "), insert("B", "euros", "old "), True),
        (insert("A", "euros", "new "), insert("B", "per", "each "), False),
        (insert("A", "euros", "new "), swap("B", "ten euros", "twenty"), True),  # within
        (insert("A", "euros", "new "), swap("B", "euros", "dollars"), True),  # its neighbour goes
        (swap("A", "ten", "twenty"), Remove("B", BASE.digest, ("p1",)), True),
        (swap("A", "ten", "twenty"), put("B", "p3", "p1"), False),  # a block may move while its words change
        (put("A", "p1", Block("n1", "New.")), put("B", "p1", Block("n2", "Newer.")), True),
        (put("A", "p1", Block("n1", "New.")), put("B", "p2", Block("n2", "Newer.")), False),
        (put("A", "p1", Block("n1", "New.")), Remove("B", BASE.digest, ("p1", "p2")), True),
        (put("A", "p1", Block("n1", "New.")), put("B", "p3", "p1"), True),  # would it move with it?
        (put("A", "p3", "p1"), put("B", "t", "p1"), True),
        (put("A", None, "a2", "p3"), put("B", "t", "p1"), False),
    ],
)
def test_conflicts(one: Amendment, other: Amendment, is_conflict: bool) -> None:
    assert clash(one, other) is clash(other, one) is is_conflict
    assert bool(conflicts.sets([one, other])) is is_conflict
    assert bool(list(conflicts.pairs([one, other]))) is is_conflict
    if is_conflict:
        with pytest.raises(Conflict, match="A B"):
            applied(BASE, [one, other])
    else:
        assert applied(BASE, [one, other]).document == applied(BASE, [other, one]).document


def test_a_conflict_set_holds_what_hangs_together() -> None:
    """A and C are compatible, and each conflicts with B."""
    a, b, c = swap("A", "fund pays", "x"), swap("B", "pays ten euros", "y"), swap("C", "euros per", "z")
    assert conflicts.sets([a, b, c, insert("D", "town", "small ")]) == [("A", "B", "C")]
    assert {frozenset(pair) for pair in conflicts.pairs([a, b, c])} == {frozenset("AB"), frozenset("BC")}


def test_many_amendments_of_one_word_are_one_set_at_once() -> None:
    many = [swap(f"A{n}", "ten", str(n)) for n in range(20_000)]
    assert [len(each) for each in conflicts.sets(many)] == [20_000]


@pytest.mark.parametrize(
    "one",
    [
        Replace("A", "another digest", "p1", 0, 1, ""),
        Replace("A", BASE.digest, "p9", 0, 1, ""),
        Replace("A", BASE.digest, "p1", 5, 900, ""),
        Replace("A", BASE.digest, "p1", 5, 4, ""),
        Remove("A", BASE.digest, ()),
        Remove("A", BASE.digest, ("p9",)),
        put("A", "p1", Block("p2", "A key that is taken")),
        put("A", "p9", "p1"),
        put("A", "p1", "p1"),
    ],
)
def test_what_does_not_fit_its_base_is_refused(one: Amendment) -> None:
    with pytest.raises(Misplaced):
        applied(BASE, [one])


def test_an_amendment_that_changes_nothing_is_known() -> None:
    assert is_idle(BASE, swap("A", "ten", "ten"))
    assert is_idle(BASE, put("A", "a1", "p1"))
    assert not is_idle(BASE, put("A", "t", "p1"))


# --- Application ---------------------------------------------------------------------------------
def test_each_change_is_traced_to_its_amendment() -> None:
    done = applied(
        BASE,
        [
            swap("A", "ten", "twenty"),
            insert("B", "town", "small "),
            put("C", "p3", Block("n", "It ends in May.")),
            Remove("D", BASE.digest, ("p2",)),
        ],
    )
    assert done.document["p1"].text == "The fund pays twenty euros per year to each small town."
    assert [block.key for block in done.document] == ["t", "a1", "p1", "a2", "p3", "n"]
    assert done.trace["p1"] == (
        Piece("The fund pays "),
        Piece("twenty", ("A",)),
        Piece(" euros per year to each "),
        Piece("small ", ("B",)),
        Piece("town."),
    )
    assert Change("D", "p2", -1, BASE["p2"].text, "") in done.changes
    then = applied(done.document, [swap("E", "ty euros", "ty new euros", base=done.document)], done.trace)
    assert then.trace["p1"][1:3] == (Piece("twen", ("A",)), Piece("ty new euros", ("E",)))


def test_a_section_moves_as_a_whole() -> None:
    assert BASE.section("a1") == ("a1", "p1", "p2")
    assert BASE.section("t") == ("t", "a1", "p1", "p2", "a2", "p3")
    assert BASE.articles() == {"a1": ("a1", "p1", "p2"), "a2": ("a2", "p3")}
    moved = applied(BASE, [put("A", "p3", *BASE.section("a1"))]).document
    assert [*moved.at] == ["t", "a2", "p3", "a1", "p1", "p2"]


# --- Rebasing ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("accepted", "one", "fate", "result"),
    [
        (swap("X", "town", "city"), swap("A", "ten", "twenty"), Fate.APPLIES, "pays twenty euros"),
        (swap("X", "The fund", "It"), swap("A", "ten", "twenty"), Fate.MOVED, "It pays twenty euros"),
        (swap("X", "ten", "twenty"), swap("A", "ten", "twenty"), Fate.MOOT, None),
        (swap("X", "pays ten euros", "pays twenty euros"), swap("A", "ten", "twenty"), Fate.MOOT, None),
        (swap("X", "ten", "twenty"), swap("A", "pays ten euros", "pays twenty euros"), Fate.MOOT, None),
        (swap("X", "ten", "twenty"), swap("A", "ten", "thirty"), Fate.CONFLICT, None),
        (swap("X", "pays ten euros per year", ""), swap("A", "ten", "thirty"), Fate.CONFLICT, None),
        (insert("X", "town", "small "), insert("A", "town", "small "), Fate.MOOT, None),
        (insert("X", "town", "small "), insert("A", "town", "big "), Fate.CONFLICT, None),
        (put("X", None, "p1"), swap("A", "ten", "twenty"), Fate.MOVED, "pays twenty euros"),
        (Remove("X", BASE.digest, ("p1",)), swap("A", "ten", "twenty"), Fate.CONFLICT, None),
    ],
)
def test_words_on_a_new_version(accepted: Amendment, one: Replace, fate: Fate, result: str | None) -> None:
    found, new = after(accepted, one)
    assert found.fate is fate
    if result:
        assert result in applied(new, [found.amendment]).document["p1"].text
    if fate in {Fate.MOOT, Fate.CONFLICT}:
        assert found.by == ("X",)
    if fate is Fate.MOOT:
        assert is_idle(new, found.amendment)


def test_whole_sentences_that_change_different_words_merge() -> None:
    """Both picked the whole sentence; each changed one word."""
    one = Replace("A", BASE.digest, "p1", 0, len(FUND), FUND.replace("ten", "twenty"))
    other = Replace(
        "X", BASE.digest, "p1", 0, len(FUND), FUND.replace("year", "month").replace("The", "This")
    )
    assert clash(one, other)
    found, new = after(other, one)
    assert found.is_merged and found.by == ("X",)
    assert applied(new, [found.amendment]).document["p1"].text == (
        "This fund pays twenty euros per month to each town."
    )
    assert (found.amendment.start, found.amendment.text) == (new["p1"].text.index("ten"), "twenty")


def test_a_sentence_written_anew_takes_all_its_words() -> None:
    anew = Replace("A", BASE.digest, "p1", 0, len(FUND), "Towns get their share of the taxes, each year.")
    found, _new = after(swap("X", "ten", "twenty"), anew)
    assert found.fate is Fate.CONFLICT


@pytest.mark.parametrize(
    ("accepted", "one", "fate"),
    [
        (put("X", "p3", "a1", "p1"), Remove("A", BASE.digest, ("p1",)), Fate.MOVED),
        (Remove("X", BASE.digest, ("p1",)), Remove("A", BASE.digest, ("p1",)), Fate.MOOT),
        (Remove("X", BASE.digest, ("p1",)), Remove("A", BASE.digest, ("p1", "p2")), Fate.APPLIES),
        (swap("X", "ten", "twenty"), Remove("A", BASE.digest, ("p1",)), Fate.CONFLICT),
        (put("X", "p1", Block("n", "New.")), Remove("A", BASE.digest, ("p1", "p2")), Fate.CONFLICT),
        (put("X", "p1", Block("n", "New.")), put("A", "p1", Block("m", "New.")), Fate.MOOT),
        (put("X", "p1", Block("n", "New.")), put("A", "p1", Block("m", "Other.")), Fate.CONFLICT),
        (put("X", None, "p1"), put("A", "p1", Block("m", "Other.")), Fate.MOVED),
        (put("X", "p3", "p1"), put("A", "p3", "p1"), Fate.MOOT),
        (put("X", "t", "p1"), put("A", "p3", "p1"), Fate.CONFLICT),
        (Remove("X", BASE.digest, ("p1",)), put("A", "p1", Block("m", "Other.")), Fate.CONFLICT),
        (Remove("X", BASE.digest, ("p1",)), put("A", "p3", "p1"), Fate.CONFLICT),
        (put("X", "p1", Block("n", "New.")), put("A", "p3", "p1"), Fate.CONFLICT),
        (swap("X", "ten", "twenty"), put("A", "p3", "p1"), Fate.APPLIES),
    ],
)
def test_whole_blocks_on_a_new_version(accepted: Amendment, one: Amendment, fate: Fate) -> None:
    found, new = after(accepted, one)
    assert found.fate is fate
    if fate in {Fate.APPLIES, Fate.MOVED}:
        applied(new, [found.amendment])
    else:
        assert found.by == ("X",)


def test_what_the_editor_changed_by_hand_counts_too() -> None:
    accepted = [swap("X", "ten", "twenty")]
    middle = applied(BASE, accepted).document
    first, second = BASE["p2"].text.split(". ")
    blocks = {block.key: block for block in middle}
    new = Document(
        (
            blocks["t"],
            blocks["a1"],
            Block("p1", blocks["p1"].text.replace("each town", "every town")),
            Block("p2", f"{first}."),
            Block("n", second),  # one paragraph became two
            blocks["a2"],
            blocks["p3"],
        )
    )
    waiting = [
        swap("A", "euros", "dollars"),
        swap("B", "each", "every"),
        swap("C", "public", "secret", "p2"),
        swap("D", "ten", "thirty"),
        swap("E", "each town", "each village"),
    ]
    found, by_hand = onward(waiting, BASE, accepted, new)
    assert [each.fate for each in found] == [Fate.MOVED, Fate.MOOT, Fate.MOVED, Fate.CONFLICT, Fate.MOVED]
    assert [each.is_merged for each in found] == [False, False, False, False, True]
    assert found[2].amendment.block == "n"
    done = applied(new, [found[0].amendment, found[2].amendment, found[4].amendment]).document
    assert done["p1"].text == "The fund pays twenty dollars per year to every village."
    assert done["n"].text == "Its accounts are secret."
    assert applied(middle, by_hand).document == new and all(one.key.startswith("hand-") for one in by_hand)


def test_what_was_accepted_and_taken_back_by_hand_is_not_moot() -> None:
    found, _by_hand = onward([swap("A", "ten", "twenty")], BASE, [swap("X", "ten", "twenty")], BASE)
    assert found[0].fate is Fate.CONFLICT and found[0].by == ("X", "hand-1")


# --- Sub-amendments ------------------------------------------------------------------------------
def test_an_amendment_to_an_amendment() -> None:
    parent = swap("A", "ten euros", "twenty new francs")
    own = inside(parent)
    subs = [swap("A.1", "francs", "crowns", "A", own), swap("A.2", "new", "old", "A", own)]
    grown, trace = amended(parent, subs)
    done = applied(BASE, [grown], inner={"A": trace})
    assert done.document["p1"].text == "The fund pays twenty old crowns per year to each town."
    assert done.trace["p1"][1:5] == (
        Piece("twenty ", ("A",)),
        Piece("old", ("A", "A.2")),
        Piece(" ", ("A",)),
        Piece("crowns", ("A", "A.1")),
    )
    with pytest.raises(Conflict):
        amended(parent, [*subs, swap("A.3", "new", "very old", "A", own)])


def test_open_sub_amendments_go_on_when_their_amendment_is_accepted() -> None:
    parent = swap("A", "ten euros", "twenty new francs")
    sub = swap("A.1", "new", "old", "A", inside(parent))
    done = applied(BASE, [parent, insert("B", "fund", "small ")])
    lifted = promoted(sub, parent, done.changes, done.document)
    new = applied(done.document, [lifted]).document
    assert new["p1"].text == "The small fund pays twenty old francs per year to each town."


def test_new_blocks_are_amended_before_they_are_accepted() -> None:
    parent = put("A", "p1", Block("n1", "It lends nothing."), "p3", Block("n2", "It owns no house."))
    sub = swap("A.1", "house", "land", "n2", inside(parent))
    more = Put("A.2", inside(parent).digest, "n1", (Block("n3", "It gives."),))
    grown, trace = amended(parent, [sub, more])
    done = applied(BASE, [grown], inner={"A": trace})
    assert [*done.document.at] == ["t", "a1", "p1", "n1", "p3", "n3", "n2", "p2", "a2"]
    assert done.trace["n2"][1] == Piece("land", ("A", "A.1"))
    assert done.trace["n3"] == (Piece("It gives.", ("A", "A.2")),)
    early = Put("A.3", inside(parent).digest, None, (Block("n4", "First of all."),))
    accepted = applied(BASE, [parent])
    lifted = promoted(early, parent, accepted.changes, accepted.document)
    assert [*applied(accepted.document, [lifted]).document.at][2:5] == ["p1", "n4", "n1"]
    with pytest.raises(Misplaced):
        inside(Remove("R", BASE.digest, ("p1",)))


# --- Comparison ----------------------------------------------------------------------------------
def test_runs_keep_no_word_by_chance() -> None:
    assert runs("pays ten euros", "pays twenty euros") == (
        Run(Sort.SAME, "pays "),
        Run(Sort.REMOVED, "ten"),
        Run(Sort.ADDED, "twenty"),
        Run(Sort.SAME, " euros"),
    )
    anew = runs("The mayor of the town signs, and keeps a copy.", "Whatever the council says, it is law.")
    assert sum(run.sort is Sort.SAME for run in anew) <= 1  # the full stop


@pytest.mark.parametrize(
    ("old", "new", "added"), [("a red house", "a big red house", "big "), ("one two", "one and two", "and ")]
)
def test_an_insertion_begins_with_a_word(old: str, new: str, added: str) -> None:
    assert [run.text for run in runs(old, new) if run.sort is Sort.ADDED] == [added]


def test_a_word_a_thousand_times_takes_no_time() -> None:
    assert len(runs("a " * 9_000, "b " + "a " * 8_990)) >= 2


def test_versions_side_by_side() -> None:
    new = applied(
        BASE,
        [
            put("M", "p3", "p2"),
            swap("A", "ten", "twenty"),
            Remove("R", BASE.digest, ("a2",)),
            put("N", "t", Block("n", "New")),
        ],
    ).document
    rows = compared(BASE, new)
    assert [((row.new or row.old).key, row.fate, row.is_moved) for row in rows] == [
        ("t", BlockFate.SAME, False),
        ("n", BlockFate.ADDED, False),
        ("a1", BlockFate.SAME, False),
        ("p1", BlockFate.CHANGED, False),
        ("p3", BlockFate.SAME, True),  # two that changed places: the one in front has moved
        ("p2", BlockFate.SAME, False),
        ("a2", BlockFate.REMOVED, False),
    ]


def test_a_text_that_comes_back_keeps_its_keys() -> None:
    """Two paragraphs swapped, one changed, one new, one gone."""
    back = [
        Block("", "The fund", Kind.HEADING, 1),
        Block("", "Purpose", Kind.ARTICLE, label="1"),
        Block("", "It is kept by the region.  Its accounts are public."),
        Block("", "The fund pays twelve euros per year to each town."),
        Block("", "Nobody else has a say in it."),
        Block("", "This text applies from the first of June."),
    ]
    keys = iter(["n1", "n2"])
    assert [*rekeyed(BASE, back, lambda: next(keys)).at] == ["t", "a1", "p2", "p1", "n1", "p3"]


# --- Spaces --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "result"),
    [
        ("ten", "", "The fund pays euros per year to each town."),
        ("each town", "", "The fund pays ten euros per year to."),
        ("The ", "A", "A fund pays ten euros per year to each town."),
        (" euros", "francs", "The fund pays ten francs per year to each town."),
        ("ten", " twenty ", "The fund pays twenty euros per year to each town."),
    ],
)
def test_spaces_fit(old: str, new: str, result: str) -> None:
    start = FUND.index(old)
    start, end, text = words.fitted(FUND, start, start + len(old), new)
    assert FUND[:start] + text + FUND[end:] == result


def test_an_insertion_gets_its_space() -> None:
    at = FUND.index("euros")
    assert words.fitted(FUND, at, at, "new") == (at, at, "new ")
    assert words.fitted(FUND, at - 1, at - 1, "new") == (at - 1, at - 1, " new")
    assert words.fitted(FUND, at - 1, at - 1, ", new,") == (at - 1, at - 1, ", new,")
