"""A text from its first version to the next: decisions, rebasing, traces, mails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from hustings.deliberation.consultations import actions as consultations
from hustings.deliberation.consultations import refusals as refused
from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.models import AnnouncementMail, Item, ItemKind, Kind
from hustings.deliberation.texts import actions, comparisons, documents, exports, proposals, refusals
from hustings.deliberation.texts.algebra import kinds
from hustings.deliberation.texts.algebra.subamendments import inside
from hustings.deliberation.texts.files import reading
from hustings.deliberation.texts.models import Amendment, State, Text
from hustings.site.website.models import SiteVersion
from tests.cast.deliberation.consultations.fixtures import counted, opened, voice
from tests.cast.deliberation.texts.fixtures import BYLAWS, passage, published, suggested, words

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Run = Callable[[], int]


@pytest.fixture
def text() -> Text:
    return published()


def test_a_text_becomes_blocks_that_are_items(text: Text) -> None:
    assert text.version
    document = documents.read(text.version)
    assert [each.kind.value for each in document] == [
        "heading",
        "article",
        "paragraph",
        "article",
        "paragraph",
    ]
    assert text.version.digest == document.digest
    assert text.phase.items.filter(kind=ItemKind.BLOCK).count() == 5
    with pytest.raises(refusals.HasText):
        actions.of_items(phase=text.phase, user=None)


def test_the_blocks_of_an_import_become_a_text_with_their_votes() -> None:
    phase = opened(kind=Kind.TEXT)
    with pytest.raises(refusals.NoText):
        actions.of_items(phase=phase, user=None)
    for n in (1, 2):
        items.add(
            phase=phase, kind=ItemKind.BLOCK, title=f"Article {n}", text=f"Rule {n}.\n\nMore.", position=n
        )
    made = actions.of_items(phase=phase, user=None)
    document = documents.read(made)
    assert [(each.label, each.text) for each in document] == [
        ("Article 1", "Rule 1.\n\nMore."), ("Article 2", "Rule 2.\n\nMore."),
    ]  # fmt: skip
    exported = reading.read(exports.written(made, "md"))
    assert [each.text for each in exported] == [
        "Article 1", "Rule 1.", "More.", "Article 2", "Rule 2.", "More.",
    ]  # fmt: skip


def test_accepted_changes_go_in_and_are_traced(text: Text) -> None:
    ada, bob = voice(text.phase, "ada@example.org"), voice(text.phase, "bob@example.org")
    rule = passage(text, "The mayor")
    one = suggested(ada, rule, "The mayor", "The council", "More heads")
    other = suggested(bob, rule, "three years", "one year")
    rule.item.refresh_from_db()
    assert rule.item.n_amendments == 2
    assert actions.accept(text=text, amendments=[one.pk], user=None, why="Yes") == 1
    assert words(rule.item).startswith("The mayor"), "nothing is in the text before it is published"
    made = actions.publish(text=text, user=None)
    assert words(rule.item) == "The council decides alone about the price of water for three years."
    now = passage(text, "The council")
    assert "".join(piece.text for piece in now.pieces) == now.words.text
    assert [piece.text.strip() for piece in now.pieces if one.key in piece.by] == ["council"]
    one.refresh_from_db()
    assert one.published_in == made and one.state == State.ACCEPTED
    [row] = comparisons.of(text.versions.get(number=1), made).rows
    assert row.amendments == [one] and ("gone", "mayor") in row.parts and ("new", "council") in row.parts
    other.refresh_from_db()
    assert other.is_open and other.base == made
    assert now.words.text[other.start : other.end] == "three years", "it moved along"
    assert other.placements.get().fate == "moved"
    actions.accept(text=text, amendments=[other.pk], user=None)
    actions.publish(text=text, user=None)
    assert words(rule.item) == "The council decides alone about the price of water for one year."
    traced = passage(text, "The council").pieces
    assert {key for piece in traced for key in piece.by} == {one.key, other.key}


def test_what_excludes_each_other_is_not_accepted_together(text: Text, run_tasks: Run) -> None:
    ada, bob = voice(text.phase, "ada@example.org"), voice(text.phase, "bob@example.org")
    rule = passage(text, "The mayor")
    one = suggested(ada, rule, "three years", "one year")
    other = suggested(bob, rule, "for three years", "for ever")
    with pytest.raises(refusals.Clash) as clash:
        actions.accept(text=text, amendments=[one.pk, other.pk], user=None)
    assert clash.value.keys == [(one.key, other.key)]
    assert Amendment.objects.filter(state=State.OPEN).count() == 2
    actions.accept(text=text, amendments=[one.pk], user=None)
    with pytest.raises(refusals.Clash):
        actions.accept(text=text, amendments=[other.pk], user=None)
    actions.publish(text=text, user=None)
    other.refresh_from_db()
    assert other.state == State.CONFLICT and other.placements.get().by == [one.key]
    run_tasks()
    [message] = mail.outbox
    assert message.to == ["bob@example.org"]
    assert f"/consultations/texts/{text.pk}/versions/2/" in message.body
    assert "1 de vos amendements" in message.body


def test_a_decision_is_on_the_site_at_once(text: Text, django_capture_on_commit_callbacks: Any) -> None:
    one = suggested(voice(text.phase, "ada@example.org"), passage(text, "The mayor"), "alone", "with us")
    before = SiteVersion.current()
    with django_capture_on_commit_callbacks(execute=True):
        actions.accept(text=text, amendments=[one.pk], user=None)
    between = SiteVersion.current()
    with django_capture_on_commit_callbacks(execute=True):
        actions.undo(text=text, amendment=one.pk)
    assert len({before, between, SiteVersion.current()}) == 3


def test_a_decision_can_be_undone_while_no_version_was_published(text: Text) -> None:
    ada = voice(text.phase, "ada@example.org")
    rule = passage(text, "The mayor")
    one = suggested(ada, rule, "alone", "with the council")
    actions.refuse(text=text, amendments=[one.pk], user=None, why="No")
    actions.undo(text=text, amendment=one.pk)
    actions.accept(text=text, amendments=[one.pk], user=None)
    actions.undo(text=text, amendment=one.pk)
    with pytest.raises(refusals.Nothing):
        actions.publish(text=text, user=None)
    actions.accept(text=text, amendments=[one.pk], user=None)
    actions.publish(text=text, user=None)
    with pytest.raises(refusals.Decided):
        actions.undo(text=text, amendment=one.pk)


def test_whoever_voted_on_changed_words_gets_one_mail_and_their_vote_stays(
    text: Text, run_tasks: Run
) -> None:
    ada, bob = voice(text.phase, "ada@example.org"), voice(text.phase, "bob@example.org")
    rule, accounts = passage(text, "The mayor"), passage(text, "Everybody")
    for each in (rule, accounts):
        consultations.vote(participant=ada, version=each.words_id, choice="agree")
    consultations.vote(participant=bob, version=accounts.words_id, choice="agree")
    found = [
        suggested(bob, rule, "three years", "one year"),
        suggested(bob, accounts, "accounts", "acounts"),
    ]
    actions.accept(text=text, amendments=[each.pk for each in found], user=None)
    actions.publish(text=text, user=None, why="Shorter terms")
    assert counted(rule.item) == (0, 0, 0, 0) and counted(accounts.item) == (2, 0, 0, 0)
    run_tasks()
    run_tasks()
    [message] = mail.outbox
    assert message.to == ["ada@example.org"] and "Shorter terms" in message.body
    assert f"/consultations/texts/{text.pk}/versions/2/" in message.body
    assert AnnouncementMail.objects.get().mailed_at


def test_the_teams_changes_are_amendments_of_the_team(text: Text) -> None:
    rule = passage(text, "The mayor")
    document = documents.read(rule.text_version)
    changes: list[kinds.Amendment] = [
        kinds.Remove("0", document.digest, (passage(text, "Everybody").key,)),
        proposals.added(document.digest, rule.key, ["The council can stop this."]),
    ]
    made = actions.amend_by_hand(text=text, changes=changes, user=None, why="Clearer")
    assert [row.state for row in made] == [State.ACCEPTED] * 2 and not made[0].item.participant
    actions.publish(text=text, user=None)
    text.refresh_from_db()
    assert text.version
    after = documents.read(text.version)
    assert [each.text for each in after][2:] == [rule.words.text, "The council can stop this.", "Article 2"]
    new = passage(text, "The council")
    assert new.item.kind == ItemKind.BLOCK and [piece.by for piece in new.pieces] == [(made[1].key,)]
    suggested(voice(text.phase, "ada@example.org"), new, "stop", "delay")
    actions.accept(text=text, amendments=[Amendment.objects.latest("pk").pk], user=None)
    actions.publish(text=text, user=None)
    assert words(new.item) == "The council can delay this."


def test_an_amendment_to_an_amendment_goes_in_with_it_or_to_the_text(text: Text) -> None:
    ada, bob = voice(text.phase, "ada@example.org"), voice(text.phase, "bob@example.org")
    rule = passage(text, "The mayor")
    one = suggested(ada, rule, "alone", "with a big council of citizens")
    base = _inside(one)
    taken = _sub(bob, one, base, "big", "small")
    left = _sub(bob, one, base, "citizens", "neighbours")
    with pytest.raises(refused.NotOpen):
        _sub(ada, taken, _inside(taken), "small", "tiny")
    actions.accept(text=text, amendments=[one.pk, taken.pk], user=None)
    actions.publish(text=text, user=None)
    said = "The mayor decides with a small council of citizens about the price of water for three years."
    assert words(rule.item) == said
    for each in (taken, left):
        each.refresh_from_db()
    assert taken.published_in_id and left.is_open and left.over is None
    now = passage(text, "The mayor")
    assert said[left.start : left.end] == "citizens" and left.block == now.key
    left.item.refresh_from_db()
    assert left.item.parent_id == rule.item_id
    actions.accept(text=text, amendments=[left.pk], user=None)
    actions.publish(text=text, user=None)
    assert "small council of neighbours" in words(rule.item)


def _inside(row: Amendment) -> kinds.Replace:
    one = row.on("")
    assert isinstance(one, kinds.Replace)
    return one


def _sub(who: object, over: Amendment, one: kinds.Replace, old: str, new: str) -> Amendment:

    document = inside(one)
    block = document.blocks[0]
    changes = proposals.replacements(document.digest, block, block.text.replace(old, new, 1))
    item = over.item
    item.refresh_from_db()
    [made] = actions.suggest(participant=who, about=item, base=document.digest, changes=changes)  # type: ignore[arg-type]
    return made


def test_what_was_read_of_an_older_version_is_refused(text: Text) -> None:
    ada = voice(text.phase, "ada@example.org")
    rule = passage(text, "The mayor")
    one = suggested(ada, rule, "alone", "with the council")
    again = suggested(ada, rule, "alone", "with the council")
    assert one == again, "a button that was pressed twice"
    actions.accept(text=text, amendments=[one.pk], user=None)
    actions.publish(text=text, user=None)
    with pytest.raises(refused.Changed):
        suggested(ada, rule, "three", "two")


def test_what_its_author_took_back_or_moderators_hid_stays_out(text: Text) -> None:
    ada = voice(text.phase, "ada@example.org")
    rule = passage(text, "The mayor")
    one = suggested(ada, rule, "alone", "with the council")
    actions.accept(text=text, amendments=[one.pk], user=None)
    consultations.take_back(item=one.item, participant=ada)
    with pytest.raises(refusals.Nothing):
        actions.publish(text=text, user=None)


def test_what_is_hidden_finds_its_place_too_and_can_be_accepted_once_it_is_shown_again(text: Text) -> None:
    ada, bob = voice(text.phase, "ada@example.org"), voice(text.phase, "bob@example.org")
    rule = passage(text, "The mayor")
    first = suggested(ada, rule, "alone", "together with a large council of citizens")
    hidden = [suggested(bob, rule, "three", "two"), suggested(ada, rule, "price", "cost")]
    inner = _sub(ada, hidden[0], _inside(hidden[0]), "two", "nine")
    actions.accept(text=text, amendments=[first.pk, hidden[1].pk], user=None)
    keys = [each.item_id for each in hidden]
    Item.objects.filter(pk__in=keys).update(hidden_at=timezone.now())
    rule.item.refresh_from_db()
    n = rule.item.n_amendments
    actions.publish(text=text, user=None)
    rule.item.refresh_from_db()
    assert rule.item.n_amendments == n
    Item.objects.filter(pk__in=keys).update(hidden_at=None)
    for each in (*hidden, inner):
        each.refresh_from_db()
    assert hidden[1].is_waiting, "accepted while it was hidden"
    assert actions.accept(text=text, amendments=[hidden[0].pk, inner.pk], user=None) == 2
    actions.publish(text=text, user=None)
    assert words(rule.item) == (
        "The mayor decides together with a large council of citizens about the cost of water for nine years."
    )


def test_what_would_change_a_refused_amendment_is_refused_with_it(text: Text) -> None:
    ada = voice(text.phase, "ada@example.org")
    rule = passage(text, "The mayor")
    one = suggested(ada, rule, "alone", "with a big council")
    inner = _sub(ada, one, _inside(one), "big", "small")
    actions.refuse(text=text, amendments=[one.pk], user=None, why="Too dear.")
    inner.refresh_from_db()
    assert inner.state == State.REFUSED and inner.why == "Too dear."
    actions.undo(text=text, amendment=one.pk)
    inner.refresh_from_db()
    assert inner.is_open and not inner.why


def test_what_would_change_an_amendment_that_was_taken_back_does_not_stay_open(text: Text) -> None:
    ada = voice(text.phase, "ada@example.org")
    rule = passage(text, "The mayor")
    one, other = suggested(ada, rule, "alone", "with a big council"), suggested(ada, rule, "three", "two")
    inner = _sub(ada, one, _inside(one), "big", "small")
    consultations.take_back(item=one.item, participant=ada)
    actions.accept(text=text, amendments=[other.pk], user=None)
    actions.publish(text=text, user=None)
    inner.refresh_from_db()
    assert inner.state == State.CONFLICT


def test_files_give_the_text_back(text: Text) -> None:
    assert text.version
    assert [each.text for each in reading.read(exports.written(text.version, "docx"))] == [
        each.text for each in reading.read(BYLAWS.encode())
    ]
    ada = voice(text.phase, "ada@example.org")
    one = suggested(ada, passage(text, "The mayor"), "mayor", "council")
    actions.accept(text=text, amendments=[one.pk], user=None)
    made = actions.publish(text=text, user=None)
    marked = exports.written(made, "md", text.versions.get(number=1)).decode()
    assert "\\[−mayor−\\]\\[+council+\\]" in marked


def test_an_amendment_is_cut_down_to_what_is_still_new_and_votes_stay_with_what_it_said(text: Text) -> None:
    ada, bob = voice(text.phase, "ada@example.org"), voice(text.phase, "bob@example.org")
    rule = passage(text, "The mayor")
    document = documents.read(rule.text_version)
    at = rule.words.text.index("decides")
    old = "decides alone about the price of water for three years"
    new = "decides in public about the price of water for one year"
    wide = kinds.Replace("0", document.digest, rule.key, at, at + len(old), new)
    [one] = actions.suggest(participant=ada, about=rule.item, base=document.digest, changes=[wide])
    assert one.item.version_id
    before = one.item.version_id
    consultations.vote(participant=bob, version=before, choice="agree")
    sub = _sub(bob, one, _inside(one), "in public", "in the town hall")
    other = suggested(bob, rule, "three years", "one year")
    actions.accept(text=text, amendments=[other.pk], user=None)
    actions.publish(text=text, user=None)
    one.refresh_from_db()
    one.item.refresh_from_db()
    assert one.is_open and one.placements.get().is_merged and "one year" not in one.words
    assert one.item.version_id != before and counted(one.item) == (0, 0, 0, 0)
    assert "alone" in str(one.item)
    sub.refresh_from_db()
    assert sub.is_open and _inside(one).text[sub.start : sub.end] == "public"
    actions.accept(text=text, amendments=[one.pk, sub.pk], user=None)
    actions.publish(text=text, user=None)
    said = "The mayor decides in the town hall about the price of water for one year."
    assert words(rule.item) == said


def test_the_order_of_acceptance_does_not_matter() -> None:
    changes = [("mayor", "council"), ("alone", "in public"), ("three years", "one year")]
    texts = set()
    for order in (changes, changes[::-1]):
        found = published()
        rule = passage(found, "The mayor")
        who = voice(found.phase, f"eve{len(texts)}@example.org")
        rows = {old: suggested(who, rule, old, new) for old, new in changes}
        for old, _new in order:
            actions.accept(text=found, amendments=[rows[old].pk], user=None)
        actions.publish(text=found, user=None)
        texts.add(words(rule.item))
    assert texts == {"The council decides in public about the price of water for one year."}
