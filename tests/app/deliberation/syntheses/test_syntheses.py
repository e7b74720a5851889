"""Syntheses: sentences that each cite contributions, edition by edition."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hustings.deliberation.consultations import actions as acts
from hustings.deliberation.consultations.models import (
    Grouped,
    Grouping,
    Item,
    ItemKind,
    Kind,
    Participant,
    Phase,
    Question,
)
from hustings.deliberation.syntheses import actions, covered, editions, fates
from hustings.deliberation.syntheses.models import Citation, Edition, Sentence, Synthesis
from tests.cast.deliberation.consultations.fixtures import opened, voice, written
from tests.cast.deliberation.consultations.visits import enter, html, last_link, send

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]
Run = Callable[..., int]


@pytest.fixture
def debate() -> Phase:
    return opened()


@pytest.fixture
def phase(debate: Phase) -> Phase:
    return Phase.objects.create(
        consultation=debate.consultation, kind=Kind.SYNTHESIS, titles={"en": "Synthesis"}, position=2,
        starts_at=debate.starts_at, ends_at=debate.ends_at,
    )  # fmt: skip


@pytest.fixture
def ada(debate: Phase) -> Participant:
    return voice(debate, "ada@example.org")


@pytest.fixture
def pipes(debate: Phase, ada: Participant) -> Item:
    return written(debate, ada, "Fix the pipes first.")


@pytest.fixture
def synthesis(phase: Phase) -> Synthesis:
    return actions.begin(phase=phase)


def test_nothing_is_published_while_a_sentence_cites_nothing(
    client: Client, synthesis: Synthesis, pipes: Item, ada: Participant
) -> None:
    with pytest.raises(actions.Empty):
        actions.publish(synthesis=synthesis)
    sentence = actions.write(synthesis=synthesis, text="Water leaks.")
    with pytest.raises(actions.Uncited):
        actions.publish(synthesis=synthesis)
    assert actions.cite(sentence=sentence, items=[pipes.pk, 999_999]) == 1
    assert actions.cite(sentence=sentence, items=[pipes.pk]) == 0
    acts.take_back(item=pipes, participant=ada)
    with pytest.raises(actions.Uncited):
        actions.publish(synthesis=synthesis)
    assert not Edition.objects.exists() and not Item.objects.filter(kind=ItemKind.SENTENCE).exists()
    assert "Nothing is published yet" in html(client, f"/en/consultations/steps/{synthesis.phase_id}/")


def test_readers_see_sentences_citations_and_coverage(
    client: Client, debate: Phase, synthesis: Synthesis, pipes: Item, ada: Participant
) -> None:
    question = Question.objects.create(phase=debate, titles={"en": "Which water?"})
    bea = voice(debate, "bea@example.org")
    same, alone = written(debate, bea, "Repair pipes"), written(debate, bea, "Plant trees")
    acts.vote(participant=bea, version=pipes.version_id, choice="agree")
    acts.vote(participant=ada, version=alone.version_id, choice="disagree")
    grouping = Grouping.objects.create(consultation=debate.consultation)
    for place, item in enumerate([pipes, same]):
        Grouped.objects.create(grouping=grouping, item=item, position=place)
    actions.write(synthesis=synthesis, text="Water leaks everywhere.", question=question, cites=[pipes.pk])
    made = actions.publish(synthesis=synthesis)
    assert made.figures == {"sentences": [1, 1], "contributions": [2, 3], "authors": [2, 2], "votes": [1, 2]}
    page = html(client, f"/en/consultations/steps/{synthesis.phase_id}/")
    for words in ("Edition 1", "Which water?", "Water leaks everywhere.", "1 contribution", "66%"):
        assert words in page
    sentence = Item.objects.get(kind=ItemKind.SENTENCE)
    shown = html(client, f"/en/consultations/items/{sentence.pk}/")
    assert "Rests on 1 contribution" in shown and "Fix the pipes first." in shown
    assert "Water leaks everywhere." in html(client, f"/en/consultations/items/{pipes.pk}/")
    [fate] = fates.page(ada, "")[0]
    assert [line.item for line in fate.cited_in] == [sentence] and fates.sums(ada).n_cited == 1
    assert covered.of(synthesis).unheard == (alone.pk,)


def test_a_second_edition_says_what_changed_and_the_first_stays(
    client: Client, debate: Phase, synthesis: Synthesis, pipes: Item, ada: Participant
) -> None:
    first = actions.write(synthesis=synthesis, text="Water leaks.", cites=[pipes.pk])
    second = actions.write(synthesis=synthesis, text="Nobody cares about rivers.", cites=[pipes.pk])
    actions.publish(synthesis=synthesis)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.item
    acts.vote(participant=ada, version=first.item.version_id, choice="agree")
    acts.edit(item=pipes, title="", text="Fix all of the old pipes first, then the wells.", participant=ada)
    actions.write(synthesis=synthesis, sentence=first, text="Water leaks from pipes that are old.")
    actions.remove(sentence=second)
    actions.publish(synthesis=synthesis, why="One sentence was wrong.")
    first.item.refresh_from_db()
    assert first.item.version.number == 2 and first.item.version.n_agree == 0, "votes stay with their words"
    assert second.item and not Item.objects.get(pk=second.item_id).is_live
    here = f"/en/consultations/steps/{synthesis.phase_id}/"
    now, then = html(client, here), html(client, f"{here}?edition=1")
    assert "One sentence was wrong." in now and "pipes that are old" in now and "rivers" not in now
    assert "Nobody cares about rivers." in then and "Water leaks." in then
    assert list(editions.cited_in([pipes.pk])) == [pipes.pk]
    old = Edition.objects.get(number=1).lines.first()
    assert old and old.citations.get().version.number == 1, "as the words stood"


def test_sentences_are_ordered(synthesis: Synthesis, pipes: Item) -> None:
    made = [actions.write(synthesis=synthesis, text=text, cites=[pipes.pk]) for text in "abc"]
    actions.move(sentence=made[2], up=True)
    actions.move(sentence=made[0], up=True)
    assert [row.text for row in synthesis.sentences.all()] == ["a", "c", "b"]


def test_a_removed_sentence_is_restored_where_it_stood(
    client: Client, dora: Any, synthesis: Synthesis, pipes: Item
) -> None:
    made = [actions.write(synthesis=synthesis, text=text, cites=[pipes.pk]) for text in ("One.", "Two.")]
    client.force_login(dora)
    here = f"/hq/syntheses/steps/{synthesis.phase_id}/"
    place = f"/hq/syntheses/sentences/{made[0].pk}/place/"
    client.post(place, {"do": "remove"})
    page = client.get(here).context
    assert [*page["page"]] == [made[1]] and [*page["removed"]] == [made[0]]
    assert client.post(place, {"do": "restore"}).url == f"{here}#sentence-{made[0].pk}"
    page = client.get(here).context
    assert [*page["page"]] == made and not page["removed"]


def test_five_hundred_sentences_are_shown_by_the_page(
    client: Client, dora: Any, synthesis: Synthesis, pipes: Item
) -> None:
    for nth in range(1, 501):
        synthesis.sentences.create(text=f"Sentence {nth}.", position=nth)
    Citation.objects.bulk_create(
        Citation(sentence=one, item=pipes) for one in synthesis.sentences.exclude(position=77)
    )
    client.force_login(dora)
    here = f"/hq/syntheses/steps/{synthesis.phase_id}/"
    first = html(client, here)
    assert "Sentence 50." in first and "Sentence 51." not in first
    assert "Sentence 77." in html(client, f"{here}?uncited") and "Sentence 77." in html(client, f"{here}?p=2")
    moved = synthesis.sentences.get(position=100)
    answer = client.post(f"/hq/syntheses/sentences/{moved.pk}/place/", {"do": "down"})
    assert answer.url == f"{here}?p=3#sentence-{moved.pk}", "the page on which it stands now"


def test_readers_comment_on_a_sentence(
    client: Client, synthesis: Synthesis, pipes: Item, run_tasks: Run
) -> None:
    actions.write(synthesis=synthesis, text="Water leaks.", cites=[pipes.pk])
    actions.publish(synthesis=synthesis)
    sentence = Item.objects.get(kind=ItemKind.SENTENCE)
    page = f"/en/consultations/items/{sentence.pk}/"
    assert "Add an argument" not in html(client, page), "a sentence has comments instead"
    argued = client.post(f"{page}arguments/", {"side": "for", "text": "Yes."})
    assert argued.status_code == 302 and argued.url == page
    assert send(client, page, f"{page}comments/", text="").status_code == 422
    asked = send(client, page, f"{page}comments/", text="Not in my street.")
    assert enter(client, asked.content.decode()).status_code == 302
    assert "Waits for your confirmation" in html(client, page)
    run_tasks()
    client.post(last_link())
    assert "Not in my street." in html(Client(), page)
    assert Item.objects.get(kind=ItemKind.COMMENT).parent == sentence
    other = f"/en/consultations/items/{pipes.pk}/"
    assert client.post(f"{other}comments/", {"text": "x"}).url.endswith(other)


def test_a_sentence_on_a_question_stands_beside_what_was_written_there(
    client: Client, dora: Any, debate: Phase, synthesis: Synthesis, ada: Participant, pipes: Item
) -> None:
    question = Question.objects.create(phase=debate, titles={"en": "Trees?"})
    trees = written(debate, ada, "Plant trees.", question=question)
    sentence = actions.write(synthesis=synthesis, text="Trees.", question=question, cites=[], user=dora)
    client.force_login(dora)
    here = f"/hq/syntheses/sentences/{sentence.pk}/"
    assert client.get(here).context["beside"] == [trees]
    assert client.get(f"{here}?q=pipes").context["beside"] == [pipes], "words are looked for everywhere"
    actions.cite(sentence=sentence, items=[trees.pk])
    assert client.get(here).context["beside"] == []


def test_the_team_writes_in_hq_with_the_machines_proposals(
    client: Client, dora: Any, debate: Phase, phase: Phase, ada: Participant, run_tasks: Run
) -> None:
    for nth in range(6):
        written(debate, ada, f"Plant more trees along street number {nth} against heat")
        written(debate, ada, f"Repair leaking water pipes below house number {nth}")
    client.force_login(dora)
    here = f"/hq/syntheses/steps/{phase.pk}/"
    assert client.post(f"{here}proposals/", {"wanted": 2}).url == here
    run_tasks()
    page = html(client, here)
    assert "12 contributions" in page and "(6)" in page
    assert client.post(f"{here}sentences/", {"text": ""}).status_code == 422
    made = client.post(f"{here}sentences/", {"text": "Les rues.", "group": 0}).url
    sentence = Sentence.objects.get()
    assert Citation.objects.filter(sentence=sentence).count() == 6
    assert "Les rues." in html(client, f"{made}?q=pipes")
    one = sentence.citations.first()
    assert one
    client.post(f"{made}citations/", {"do": "remove", "row": one.item_id})
    assert sentence.citations.count() == 5
    client.post(f"{made}citations/", {"do": "cite", "row": one.item_id})
    assert sentence.citations.count() == 6
    client.post(made, {"text": "Les rues et les tuyaux."})
    assert client.post(f"{here}editions/", {}).url == here
    assert Synthesis.objects.get().edition
    assert client.post(f"{here}editions/", {}).status_code == 422, "a later one says what changed"
    client.post(f"{made}place/", {"do": "remove"})
    assert client.post(f"{here}editions/", {"why": "x"}).status_code == 422
    assert "Synth" in html(client, f"/hq/syntheses/{phase.consultation_id}/")
