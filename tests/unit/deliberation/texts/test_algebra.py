"""Properties of the algebra of amendments, for texts and amendments by chance."""

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.deliberation.texts.algebra import conflicts
from hustings.deliberation.texts.algebra.application import applied
from hustings.deliberation.texts.algebra.blocks import Block, Document
from hustings.deliberation.texts.algebra.comparison import between, compared
from hustings.deliberation.texts.algebra.kinds import Amendment, clash
from hustings.deliberation.texts.algebra.rebasing import Fate, Step, onward, rebased
from hustings.deliberation.wording.differences import Sort, edits, runs
from hustings.deliberation.wording.words import bounds, numbers, plain, span, words
from tests.unit.deliberation.texts.generated import compatible, documents, drafts, prose, replacements

dice = st.randoms(use_true_random=False)


def in_turn(document: Document, amendments: list[Amendment]) -> Document:
    """Accepted one after the other, the others rebased each time."""
    waiting = list(amendments)
    while waiting:
        one, *others = waiting
        new = applied(document, [one]).document
        fates = rebased(others, Step(document, [one], new))
        assert all(each.fate is not Fate.CONFLICT for each in fates), fates
        document, waiting = new, [each.amendment for each in fates if each.fate is not Fate.MOOT]
    return document


@given(st.text())
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text
    for first, last in combinations(range(len(words(text)) + 1), 2):
        assert numbers(text, *span(text, first, last)) == (first, last)
    assert bounds(text)[-1] == len(text)


@settings(max_examples=100, deadline=None)
@given(st.data(), dice)
def test_the_result_does_not_depend_on_the_order(data: st.DataObject, dice: random.Random) -> None:
    document = data.draw(documents())
    amendments = compatible(data.draw(drafts(document)), dice)
    together = applied(document, amendments).document
    dice.shuffle(amendments)
    assert applied(document, amendments).document == together
    assert in_turn(document, amendments).blocks == together.blocks


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_conflict_sets_are_what_all_pairs_give(data: st.DataObject) -> None:
    document = data.draw(documents(most=3))
    amendments = data.draw(drafts(document, 12))
    brute = {
        frozenset((one.key, other.key)) for one, other in combinations(amendments, 2) if clash(one, other)
    }
    pairs = [frozenset(pair) for pair in conflicts.pairs(amendments)]
    assert len(pairs) == len({*pairs}) and {*pairs} == brute
    together = [{*each} for each in conflicts.sets(amendments)]
    for pair in brute:
        assert any(pair <= each for each in together)
    assert {key for each in together for key in each} == {key for pair in brute for key in pair}
    for each in together:  # connected: no set falls apart
        reached, grown = set(), {min(each)}
        while grown != reached:
            reached = grown
            grown = grown | {key for pair in brute if pair & grown for key in pair}
        assert grown == each


@settings(max_examples=80, deadline=None)
@given(st.data(), dice)
def test_each_word_has_its_origin(data: st.DataObject, dice: random.Random) -> None:
    document = data.draw(documents())
    done = applied(document, compatible(data.draw(drafts(document)), dice))
    for block in done.document:
        assert "".join(piece.text for piece in done.trace[block.key]) == block.text
        if block.key in document:
            kept = "".join(piece.text for piece in done.trace[block.key] if not piece.by)
            changes = [change for change in done.changes if change.block == block.key]
            assert len(kept) == len(document[block.key].text) - sum(len(change.removed) for change in changes)
            for change in changes:
                assert block.text[change.at :].startswith(change.added)


@given(prose, prose)
def test_runs_and_edits_make_both_texts(old: str, new: str) -> None:
    found = runs(old, new)
    assert "".join(run.text for run in found if run.sort is not Sort.ADDED) == old
    assert "".join(run.text for run in found if run.sort is not Sort.REMOVED) == new
    out, at = "", 0
    for edit in edits(old, new):
        assert edit.start > at or (at == 0 and edit.start == 0)
        out, at = out + old[at : edit.start] + edit.text, edit.end
    assert out + old[at:] == new


@settings(max_examples=80, deadline=None)
@given(st.data(), dice)
def test_what_differs_by_hand_is_a_set_of_amendments(data: st.DataObject, dice: random.Random) -> None:
    old = data.draw(documents())
    new = applied(old, compatible(data.draw(drafts(old)), dice)).document
    by_hand = between(old, new, "hand-")
    assert applied(old, by_hand).document == new
    rows = compared(old, new)
    assert [row.new for row in rows if row.new] == [*new]
    assert {row.old.key for row in rows if row.old} == {*old.at}


@settings(max_examples=100, deadline=None)
@given(st.data(), dice)
def test_whatever_is_rebased_can_be_applied(data: st.DataObject, dice: random.Random) -> None:
    """Also what conflicts in part with the accepted ones and with the editor's changes."""
    old = data.draw(documents())
    amendments = data.draw(drafts(old))
    accepted = compatible(amendments[: len(amendments) // 2 + 1], dice)
    middle = applied(old, accepted).document
    new = applied(middle, compatible(data.draw(drafts(middle, 3, "B")), dice)).document
    keys = {one.key for one in accepted}
    still_open = [one for one in amendments if one.key not in keys]
    found, by_hand = onward(still_open, old, accepted, new)
    assert applied(middle, by_hand).document == new
    for each in found:
        if each.fate in {Fate.APPLIES, Fate.MOVED}:
            applied(new, [each.amendment])
        elif each.fate is Fate.CONFLICT:
            assert each.by


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_two_that_merge_by_words_give_one_text_whichever_is_accepted_first(data: st.DataObject) -> None:
    base = Document((Block("b0", data.draw(prose)),))
    one, other = data.draw(replacements(base, "A")), data.draw(replacements(base, "B"))
    found = []
    for first, second in ((one, other), (other, one)):
        new = applied(base, [first]).document
        then = rebased([second], Step(base, [first], new))[0]
        texts = [] if then.fate is Fate.CONFLICT else applied(new, [then.amendment]).document.blocks
        found.append([plain(block.text) for block in texts])
    assert found[0] == found[1]
