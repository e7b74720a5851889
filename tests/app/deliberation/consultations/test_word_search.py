"""Words are found whatever their accents and capitals, in all that readers see and nothing else."""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from hustings.deliberation.consultations import actions, public_lists, word_search
from hustings.deliberation.consultations.models import Item, Phase, Version
from tests.cast.deliberation.consultations.fixtures import opened, voice, written

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]


@pytest.fixture
def phase() -> Phase:
    return opened()


def found(words: str) -> set[int]:
    return set(Item.objects.filter(word_search.having(words)).values_list("pk", flat=True))


@pytest.mark.parametrize(
    "typed",
    [
        "ÉCOLE", "ecole", "l’école", "l'ecol", "cœur", "COEUR", "coeur d’ecole", "Æquo", "aequo", "noel",
        "Noe\u0308l",        "2027", "rendez-vous", "rendez vous", '"école"', "école AND", "r2d2",
    ],
)  # fmt: skip
def test_words_are_found_by_their_beginnings_without_accents_and_capitals(phase: Phase, typed: str) -> None:
    item = written(
        phase,
        voice(phase, "a@example.org"),
        "Le cœur de l’école : rendez-vous ex æquo à Noe\u0308l 2027. R2D2 ! And",
        title="Été",
    )
    assert found(typed) == {item.pk}


@pytest.mark.parametrize(
    "typed", ["cole", "école zygomatique", "!!!", "%", "*", '"', "ecole NOT cœur", "écolé:*"]
)
def test_other_words_find_nothing_and_marks_do_no_harm(phase: Phase, typed: str) -> None:
    written(phase, voice(phase, "a@example.org"), "Le cœur de l’école")
    assert found(typed) == ({*Item.objects.values_list("pk", flat=True)} if typed == "écolé:*" else set())


def test_the_words_that_stand_are_found_and_those_before_no_longer(phase: Phase) -> None:
    author = voice(phase, "a@example.org")
    item = written(phase, author, "Rouvrir la gare")
    actions.edit(item=item, title="", text="Rouvrir le tramway du centre", participant=author)
    assert found("tramway") == {item.pk}
    assert found("gare") == set()


def test_what_is_hidden_or_taken_back_is_not_found_by_readers(phase: Phase) -> None:
    author = voice(phase, "a@example.org")
    hidden, taken = (written(phase, author, f"Une gare {nth}") for nth in range(2))
    Item.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    actions.take_back(item=taken, participant=author)
    assert public_lists.search(phase.consultation, "gare") == ([], "")


def test_words_written_in_bulk_or_changed_or_deleted_are_as_the_rows_are(phase: Phase) -> None:
    item = written(phase, voice(phase, "a@example.org"), "Une gare")
    [made] = Version.objects.bulk_create([Version(item=item, number=2, text="Un métro")])
    Item.objects.filter(pk=item.pk).update(version=made)
    assert found("metro") == {item.pk}
    Version.objects.filter(pk=made.pk).update(text="Un vélo")
    assert (found("metro"), found("velo")) == (set(), {item.pk})
    item.delete()
    assert found("velo") == set()


def test_words_go_with_a_transaction_that_fails(phase: Phase) -> None:
    author = voice(phase, "a@example.org")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        written(phase, author, "Un téléphérique")
        1 / 0  # noqa: B018
    assert found("telepherique") == set()


def test_a_text_of_a_million_different_words_is_taken(phase: Phase) -> None:
    item = written(phase, voice(phase, "a@example.org"), "gare " + " ".join(map(str, range(300_000))))
    assert found("gare") == {item.pk}


def test_a_search_reads_the_index(phase: Phase) -> None:
    rows = Item.objects.live().filter(word_search.having("gare")).order_by()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    plan = rows.explain()
    assert (
        "consultations_words_index" if connection.vendor == "postgresql" else "VIRTUAL TABLE INDEX"
    ) in plan
