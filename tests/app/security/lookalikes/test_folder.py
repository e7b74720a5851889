"""Lists put into a folder: each is searched once, in steps, and holds up no other."""

import gzip
import os
import time

import pytest

from hustings.foundation import jobs
from hustings.foundation.lib.process import task_failures
from hustings.security.lookalikes import actions, dropped, list_search
from hustings.security.lookalikes.models import Find, Habit, List
from tests.app.security.lookalikes.test_lists import HOSTS, NAMES, broken, ours

pytestmark = pytest.mark.django_db


def test_a_folder_is_read_once_and_not_while_it_is_written(campaign, settings, tmp_path):
    settings.LOOKOUT_FOLDER = str(tmp_path)
    (tmp_path / "zone.txt").write_bytes(NAMES)
    assert dropped.search_new() == 0
    old = time.time() - 120
    os.utime(tmp_path / "zone.txt", (old, old))
    assert (dropped.search_new(), dropped.search_new(), ours()) == (1, 0, HOSTS)
    assert Habit.objects.get().searched == {
        "zone.txt": [len(NAMES), (tmp_path / "zone.txt").stat().st_mtime_ns]
    }
    List.objects.update(state="running")  # its process was killed before it could say that it was done
    Habit.objects.update(searched={})
    assert dropped.search_new() == 1
    assert Find.objects.get(host="valbrune-avant.com").n_seen == 1


def test_a_folder_lets_others_go_first_between_two_files(campaign, settings, tmp_path):
    settings.LOOKOUT_FOLDER = str(tmp_path)
    (tmp_path / "a.txt").write_bytes(NAMES)
    (tmp_path / "b.txt").write_bytes(b"valbrune-avant.org\n")

    def pause():
        raise jobs.NextPlease

    for files in (["a.txt"], ["a.txt", "b.txt"]):
        with pytest.raises(jobs.NextPlease):
            dropped.search_new(lambda: time.time() + 3_600, pause)
        assert sorted(Habit.objects.get().searched) == files
    assert dropped.search_new(lambda: time.time() + 3_600, pause) == 0


def test_one_huge_file_of_the_folder_is_searched_in_steps(campaign, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(list_search, "PAUSE", -1.0)
    monkeypatch.setattr("mailguard.lookalikes.among._BLOCK", 64)
    settings.LOOKOUT_FOLDER = str(tmp_path)
    (tmp_path / "huge.gz").write_bytes(gzip.compress(NAMES))
    later = lambda: time.time() + 3_600  # noqa: E731
    n_turns = 0
    for _turn in range(9):
        said = iter([True, False])

        def pause(said=said):
            if not next(said, True):
                raise jobs.NextPlease

        try:
            dropped.search_new(later, pause)
            break
        except jobs.NextPlease:
            n_turns += 1
            row = List.objects.get()
            assert row.state == "done" or Habit.objects.get().searched["huge.gz"][2] == row.pk
    row.refresh_from_db()
    assert n_turns >= 2 and (row.state, ours()) == ("done", HOSTS)
    assert row.n_read == len(NAMES) and row.n_found == row.n_new == Find.objects.count()
    assert Find.objects.get(host="www.va1brune-avant.example").line == 5
    assert len(Habit.objects.get().searched["huge.gz"]) == 2 and dropped.search_new(later, pause) == 0


def test_a_file_that_changes_while_it_is_searched_is_another_list(campaign, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(list_search, "PAUSE", -1.0)
    monkeypatch.setattr("mailguard.lookalikes.among._BLOCK", 64)
    settings.LOOKOUT_FOLDER = str(tmp_path)
    later = lambda: time.time() + 3_600  # noqa: E731

    def pause():
        raise jobs.NextPlease

    for name in ("changed.txt", "gone.txt"):
        (tmp_path / name).write_bytes(NAMES + name.encode())
        with pytest.raises(jobs.NextPlease):
            dropped.search_new(later, pause)
        (tmp_path / name).unlink()
    (tmp_path / "changed.txt").write_bytes(b"valbrune-avant.org\n")
    assert dropped.search_new(later) == 1
    found = dict(List.objects.values_list("n_bytes", "state"))
    assert [state for _n, state in sorted(found.items())] == ["done", "failed", "failed"]
    assert not any(row.is_busy for row in List.objects.all()) and list(Habit.objects.get().searched) == [
        "changed.txt"
    ]


def test_a_file_of_the_folder_that_faults_stop_holds_up_no_other(campaign, sonia, settings, tmp_path):
    settings.LOOKOUT_FOLDER = str(tmp_path)
    (tmp_path / "a.txt").write_bytes(NAMES)
    (tmp_path / "b.txt").write_bytes(b"bakery.example\n")
    later = lambda: time.time() + 3_600  # noqa: E731
    with broken():
        assert [dropped.search_new(later) for _n in range(task_failures.TRIES + 1)] == [1, 0, 0, 0, 1, 0]
    row = List.objects.get(name="a.txt")
    assert row.is_given_up and List.objects.get(name="b.txt").state == "done"
    actions.search_again(listed=row, user=sonia)
    assert dropped.search_new(later) == 1
    row.refresh_from_db()
    assert (row.state, row.n_faults, ours()) == ("done", 0, HOSTS)


def test_a_file_that_can_not_be_opened_holds_up_no_other(campaign, settings, tmp_path):
    settings.LOOKOUT_FOLDER = str(tmp_path)
    old = time.time() - 120
    (tmp_path / "a.txt").symlink_to("/proc/self/mem")  # a file that is there, and fails when it is read
    (tmp_path / "b.txt").write_bytes(NAMES)
    os.utime(tmp_path / "b.txt", (old, old))
    assert dropped.search_new(lambda: time.time() + 3_600) == 1
    assert ours() == HOSTS
    assert list(Habit.objects.get().searched) == ["b.txt"]
