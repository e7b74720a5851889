"""Figures about a synthesis: what it covers."""

import pytest
from django.utils import timezone

from hustings.deliberation.consultations.models import Grouped, Grouping, Item, Phase, Version
from hustings.deliberation.syntheses import covered
from hustings.deliberation.syntheses.measures.coverage import Part
from hustings.deliberation.syntheses.models import Citation, Sentence, Synthesis
from tests.cast.deliberation.consultations.fixtures import opened, voice, written

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]


@pytest.fixture
def phase() -> Phase:
    return opened()


@pytest.fixture
def items(phase: Phase) -> list[Item]:
    """Five contributions by four voices, the second and third being duplicates."""
    voices = [voice(phase, f"v{nth}@example.org") for nth in range(4)]
    made = [written(phase, voices[by], f"Idea {nth}") for nth, by in enumerate((0, 1, 2, 0, 3))]
    for item, n in zip(made, (50, 30, 5, 8, 7), strict=True):
        Version.objects.filter(item=item).update(n_agree=n)
    group = Grouping.objects.create(consultation=phase.consultation)
    for place, item in enumerate(made[1:3]):
        Grouped.objects.create(grouping=group, item=item, position=place)
    return made


def synthesis(phase: Phase, *cited: list[Item]) -> Synthesis:
    made = Synthesis.objects.create(phase=phase)
    for place, some in enumerate(cited):
        sentence = Sentence.objects.create(synthesis=made, text=f"Sentence {place}", position=place)
        Citation.objects.bulk_create(Citation(sentence=sentence, item=item) for item in some)
    return made


def test_a_synthesis_covers_what_its_sentences_cite(phase: Phase, items: list[Item]) -> None:
    made = synthesis(phase, [items[0]], [items[0], items[3]], [])
    found = covered.of(made)
    assert (found.sentences, found.contributions) == (Part(2, 3), Part(2, 5))
    assert (found.authors, found.votes) == (Part(1, 4), Part(58, 100))
    assert found.uncited_sentences == (made.sentences.get(position=2).pk,)
    assert found.unheard == (items[1].pk, items[4].pk, items[2].pk)


def test_citing_a_duplicate_cites_its_group(phase: Phase, items: list[Item]) -> None:
    found = covered.of(synthesis(phase, [items[2]]))
    assert found.contributions == Part(2, 5)
    assert found.unheard == (items[0].pk, items[3].pk, items[4].pk)


def test_citations_of_what_is_hidden_are_none(phase: Phase, items: list[Item]) -> None:
    Item.objects.filter(pk=items[2].pk).update(hidden_at=timezone.now())
    found = covered.of(synthesis(phase, [items[2]]))
    assert (found.sentences, found.contributions) == (Part(0, 1), Part(0, 4))


def test_what_the_team_wrote_counts_as_of_an_author_of_its_own(phase: Phase, items: list[Item]) -> None:
    Item.objects.filter(pk__in=[items[3].pk, items[4].pk]).update(participant=None)
    assert covered.of(synthesis(phase, [items[3], items[4]])).authors == Part(2, 5)


def test_an_empty_synthesis_covers_nothing(phase: Phase) -> None:
    found = covered.of(synthesis(phase))
    assert (found.sentences.share, found.contributions.share, found.unheard) == (0, 0, ())


def test_of_many_all_are_counted_now_and_then_and_those_cited_at_once(
    phase: Phase, items: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(covered, "FEW", 2)
    monkeypatch.setattr(covered, "RANKED", 1)
    made = synthesis(phase, [items[0]])
    assert covered.lately(made) == covered.of(made)
    Citation.objects.create(sentence=made.sentences.get(), item=items[4])
    assert covered.lately(made) == covered.of(made)
    assert covered.lately(made).unheard[0] == items[1].pk
