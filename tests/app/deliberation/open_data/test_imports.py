"""An import runs in the background, whole or not at all, and can be undone until somebody acts on it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings.deliberation.consultations import actions as deeds
from hustings.deliberation.consultations.models import Item, ItemKind, Kind, Participant, Phase, Question
from hustings.deliberation.open_data import actions
from hustings.deliberation.open_data.files import key_runs, run
from hustings.deliberation.open_data.models import ContributionImport, private
from hustings.foundation.jobs import ReleaseTask
from tests.app.deliberation.open_data.test_files import lines, opinion
from tests.cast.deliberation.consultations.fixtures import opened, voice

pytestmark = [pytest.mark.django_db, pytest.mark.both]
State = ContributionImport.State


def brought(phase: Phase, dora: Any, *rows: Any) -> ContributionImport:
    """A file on its way in; ``rows`` may be lines that are wrong."""
    content = "\n".join(row if isinstance(row, str) else lines(row)[0] for row in rows)
    file = SimpleUploadedFile("eau.jsonl", content.encode())
    return actions.bring(phase=phase, file=file, language="fr", user=dora)


def now(imported: ContributionImport) -> ContributionImport:
    imported.refresh_from_db()
    return imported


def bare(pk: int, **more: Any) -> dict[str, Any]:
    return opinion(pk, arguments=[], sources=[], **more)


def undone(imported: ContributionImport, dora: Any, run_tasks: Callable[[], None]) -> ContributionImport:
    actions.undo(imported=imported, user=dora)
    run_tasks()
    return now(imported)


def test_a_file_waits_is_written_and_goes(dora: Any, run_tasks: Callable[[], None]) -> None:
    imported = brought(opened(), dora, opinion())
    path = imported.file.name
    assert imported.state == State.QUEUED and private().exists(path) and not Item.objects.exists()
    run_tasks()
    assert (now(imported).state, imported.n_written, imported.n_known) == (State.DONE, 3, 0)
    assert Item.objects.count() == 3 and not imported.file and not private().exists(path)


def test_a_bad_line_leaves_nothing_and_is_named_in_french(
    dora: Any, client: Client, run_tasks: Callable[[], None]
) -> None:
    imported = brought(opened(), dora, opinion(), "{")
    path = imported.file.name
    run_tasks()
    assert (now(imported).state, imported.bad_line) == (State.REFUSED, 2)
    assert not Item.objects.exists() and not Participant.objects.exists() and not private().exists(path)
    client.force_login(dora)
    words = " ".join(client.get(f"/hq/consultations/imports/{imported.pk}/").content.decode().split())
    assert "Ligne 2 : Cette ligne n’est pas du JSON. Exportez de nouveau la consultation." in words
    assert "Rien n’a été importé." in words


def test_a_run_that_is_cut_off_begins_anew_and_twice_is_like_once(dora: Any) -> None:
    imported = brought(opened(), dora, *map(bare, range(1, 251)))

    def stop() -> None:
        raise ReleaseTask

    with pytest.raises(ReleaseTask):
        run.run(imported.pk, stop)
    assert now(imported).state == State.RUNNING and imported.file and not Item.objects.exists()
    for _time in range(2):
        run.run(imported.pk, lambda: None)
        assert (now(imported).state, imported.n_written, Item.objects.count()) == (State.DONE, 250, 250)


def test_a_file_that_a_killed_worker_left_behind_goes_with_the_next_run(dora: Any) -> None:
    imported = brought(opened(), dora, opinion())
    path = imported.file.name
    ContributionImport.objects.update(state=State.DONE)  # killed right after the commit
    run.run(imported.pk, lambda: None)
    assert not now(imported).file and not private().exists(path) and not Item.objects.exists()


def test_an_import_into_the_wrong_step_is_undone_without_a_trace(
    dora: Any, run_tasks: Callable[[], None]
) -> None:
    imported = brought(opened(kind=Kind.TEXT), dora, opinion())
    run_tasks()
    assert undone(imported, dora, run_tasks).state == State.UNDONE and imported.undone_by == dora
    assert not Item.objects.exists() and not Participant.objects.exists() and not Question.objects.exists()
    with pytest.raises(actions.NotNow):
        actions.undo(imported=imported, user=dora)


def test_undo_leaves_what_was_there_before(dora: Any, run_tasks: Callable[[], None]) -> None:
    phase = opened(kind=Kind.TEXT)
    first = brought(phase, dora, opinion())
    run_tasks()
    more = opinion()
    more["arguments"] = [*more["arguments"], {**more["arguments"][0], "id": 99, "author": 5}]
    second = brought(phase, dora, more, bare(8))
    run_tasks()
    assert Item.objects.get(foreign_id="o7").n_against == 2 and Participant.objects.count() == 4
    assert undone(second, dora, run_tasks).state == State.UNDONE
    assert Item.objects.get(foreign_id="o7").n_against == 1
    assert (Item.objects.count(), Participant.objects.count(), Question.objects.count()) == (3, 3, 1)
    assert undone(first, dora, run_tasks).state == State.UNDONE and not Item.objects.exists()


@pytest.mark.parametrize("deed", ["vote", "argue", "later import"])
def test_what_somebody_acted_on_stays_and_the_page_says_why(
    deed: str, dora: Any, client: Client, run_tasks: Callable[[], None]
) -> None:
    phase = opened()
    imported = brought(phase, dora, opinion(title="Eau"))
    run_tasks()
    item = Item.objects.get(foreign_id="o7")
    if deed == "vote":
        deeds.vote(participant=voice(phase, "erin@example.org"), version=item.version_id, choice="agree")
    elif deed == "argue":
        who = voice(phase, "erin@example.org")
        deeds.post(participant=who, phase=phase, kind=ItemKind.FOR, parent=item, text="Yes")
    else:
        more = opinion(title="Eau")
        more["arguments"] = [{**more["arguments"][0], "id": 99}]
        brought(phase, dora, more)
        run_tasks()
    n = Item.objects.count()
    assert undone(imported, dora, run_tasks).state == State.DONE and Item.objects.count() == n
    client.force_login(dora)
    assert "ont voté" in client.get(f"/hq/consultations/imports/{imported.pk}/").content.decode()


def test_the_pages_follow_an_import_and_undo_it(
    dora: Any, client: Client, run_tasks: Callable[[], None]
) -> None:
    phase = opened()
    imported = brought(phase, dora, opinion())
    page = f"/hq/consultations/imports/{imported.pk}/"
    client.force_login(dora)
    assert "hx-get" in client.get(page).content.decode()
    assert "hx-get" in client.get(f"{page}progress/").content.decode()
    run_tasks()
    assert client.get(f"{page}progress/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "3 contributions importées." in client.get(page).content.decode()
    assert "eau.jsonl" in client.get(f"/hq/consultations/steps/{phase.pk}/import/").content.decode()
    client.post(f"{page}undoing/")
    run_tasks()
    assert now(imported).state == State.UNDONE and "Annulé" in client.get(page).content.decode()


def test_keys_are_kept_as_runs() -> None:
    runs = key_runs.packed([5, 1, 2, 3, 9])
    assert runs == [[1, 3], [5, 5], [9, 9]] and list(key_runs.unpacked(runs)) == [1, 2, 3, 5, 9]
    assert key_runs.packed([]) == []
