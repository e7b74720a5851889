"""Who holds a task, and what becomes of it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hustings.foundation import jobs
from hustings.foundation.jobs import actions, queue
from hustings.foundation.jobs.models import Lease, ScheduleRun, UniqueKey
from tests.cast.foundation.jobs import deeds
from tests.cast.foundation.jobs.draining import drain

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def status(result) -> str:
    result.refresh()
    return result.status


def let_lapse() -> None:
    Lease.objects.update(expires_at=timezone.now() - timedelta(minutes=5))


def make_due() -> None:
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))


def test_a_task_runs_once_and_leaves_no_lease(run_tasks):
    result = deeds.note.enqueue("first")
    assert run_tasks() == 1 and run_tasks() == 0
    assert status(result) == TaskResultStatus.SUCCESSFUL and result.return_value == "FIRST"
    assert ScheduleRun.objects.count() == 1 and not Lease.objects.exists()


def test_the_error_of_a_task_reaches_the_test(run_tasks):
    deeds.stumble.enqueue("thing")
    with pytest.raises(RuntimeError, match="no such thing"):
        run_tasks()


def test_a_claimed_task_is_nobody_elses():
    deeds.note.enqueue("mine")
    [held] = queue.claim("a/1")
    assert not queue.claim("b/1")
    assert held.fence == 1 and held.attempts == 1


def test_a_batch_starts_its_first_task_only():
    for name in "abc":
        deeds.note.enqueue(name)
    first, second, third = queue.claim("a/1", n=5)
    assert (first.attempts, second.attempts) == (1, 0)
    assert queue.succeed(first, None, following=second)
    assert second.attempts == 1 and third.attempts == 0
    assert DBTaskResult.objects.get(pk=second.task.pk).worker_ids == ["a/1"]


def test_an_error_is_tried_again_later_until_the_declared_limit(run_tasks):
    result = deeds.stumble.enqueue("thing")
    run_tasks(raising=False)
    assert status(result) == TaskResultStatus.READY
    due = DBTaskResult.objects.get().run_after - timezone.now()
    assert timedelta(seconds=2) < due < timedelta(seconds=8)
    assert run_tasks(raising=False) == 0  # not due yet
    make_due()
    run_tasks(raising=False)
    assert status(result) == TaskResultStatus.FAILED and result.attempts == 2
    assert "no such thing" in result.errors[0].traceback


def test_pauses_double_and_have_a_limit():
    policy = queue.policy("tests.cast.foundation.jobs.deeds.stumble")
    assert policy.attempts == 2
    assert all(5 <= policy.pause(2).total_seconds() <= 15 for _ in range(50))
    assert policy.pause(40).total_seconds() <= 1.5 * policy.longest
    assert queue.policy("gone.with.the.wind").attempts == 3


def test_a_killed_workers_task_is_taken_over_and_the_late_writer_is_void():
    result = deeds.note.enqueue("contested")
    [late] = queue.claim("a/1")
    assert queue.take_over_lapsed() == 0
    let_lapse()
    assert queue.take_over_lapsed() == 1
    [heir] = queue.claim("b/1")
    assert (heir.fence, heir.attempts) == (2, 2)
    assert (
        not queue.succeed(late, "late") and not queue.fail(late, ValueError()) and not queue.give_back(late)
    )
    assert not queue.start(late)
    assert status(result) == TaskResultStatus.RUNNING
    assert queue.succeed(heir, "heir")
    assert status(result) == TaskResultStatus.SUCCESSFUL and result.return_value == "heir"


def test_the_same_worker_coming_back_to_a_task_does_not_revive_its_first_hold():
    deeds.note.enqueue("contested")
    [first] = queue.claim("a/1")
    let_lapse()
    queue.take_over_lapsed()
    [second] = queue.claim("a/1")
    assert not queue.succeed(first, "first") and queue.succeed(second, "second")


def test_a_renewed_lease_does_not_lapse():
    deeds.note.enqueue("long")
    [held] = queue.claim("a/1")
    let_lapse()
    assert queue.renew("a/1") == {held.task.pk}
    assert queue.take_over_lapsed() == 0


def test_a_task_that_kills_its_workers_ends_as_failed():
    result = deeds.note.enqueue("poison")
    for attempt in range(1, 4):
        [held] = queue.claim(f"worker/{attempt}")
        assert held.attempts == attempt
        let_lapse()
        queue.take_over_lapsed()
    assert status(result) == TaskResultStatus.FAILED
    assert "worker/3 stopped in the middle of attempt 3 of 3" in result.errors[0].traceback


def test_the_neighbours_of_a_poison_task_lose_no_attempt():
    deeds.note.enqueue("poison")
    neighbour = deeds.note.enqueue("neighbour")
    for attempt in range(5):
        queue.claim(f"worker/{attempt}", n=2)
        let_lapse()
        queue.take_over_lapsed()
    assert status(neighbour) != TaskResultStatus.FAILED


def test_a_new_worker_takes_over_at_once_from_its_namesake():
    deeds.note.enqueue("one")
    queue.claim("host-1/aaaa")
    assert queue.take_over_from("host") == 0
    assert queue.take_over_from("host-1") == 1


def test_giving_back_counts_no_attempt(run_tasks):
    result = deeds.count_attempts.enqueue()
    for _ in range(5):
        [held] = queue.claim("a/1")
        assert queue.give_back(held)
    run_tasks()
    status(result)
    assert result.return_value == 1


def test_who_gives_its_turn_away_comes_behind_those_that_wait(monkeypatch):
    monkeypatch.setattr("hustings.foundation.jobs.run_context.TURN", -1)
    pause = jobs.turns("default")
    first = deeds.note.enqueue("first")
    [held] = queue.claim("a/1")
    pause()
    assert queue.claim("a/1") == []
    second = deeds.note.enqueue("second")
    with pytest.raises(jobs.NextPlease):
        pause()
    assert queue.give_back(held, is_last=True)
    order = [str(queue.claim("a/1")[0].task.pk) for _each in range(2)]
    assert order == [str(second.id), str(first.id)]


def test_what_json_cannot_hold_is_an_error(run_tasks):
    deeds.unwritable.enqueue()
    with pytest.raises(TypeError):
        run_tasks()


def test_queues_can_be_chosen_and_left_out():
    deeds.note.using(queue_name="long").enqueue("import")
    assert not queue.claim("a/1", but_queues=["long"]) and not queue.claim("a/1", queues=["default"])
    assert queue.claim("a/1", queues=["long"])


def test_one_key_is_one_task_until_it_has_ended(run_tasks):
    assert jobs.enqueue_once(deeds.note, "k", "first")
    assert jobs.enqueue_once(deeds.note, "k", "second") is None
    run_tasks()
    assert jobs.enqueue_once(deeds.note, "k", "third")
    run_tasks()
    assert set(ScheduleRun.objects.values_list("name", flat=True)) == {"first", "third"}
    assert not UniqueKey.objects.exists()


def test_a_failed_task_frees_its_key_and_can_be_tried_again(run_tasks):
    result = jobs.enqueue_once(deeds.stumble, "k", "thing")
    for _ in range(2):
        make_due()
        run_tasks(raising=False)
    assert status(result) == TaskResultStatus.FAILED
    newer = jobs.enqueue_once(deeds.note, "k", "newer")
    with pytest.raises(actions.AnotherIsLive):
        actions.try_again(task_id=result.id, by="dora")
    assert status(result) == TaskResultStatus.FAILED
    run_tasks()
    assert status(newer) == TaskResultStatus.SUCCESSFUL
    actions.try_again(task_id=result.id, by="dora")
    assert status(result) == TaskResultStatus.READY and result.attempts == 0
    assert jobs.enqueue_once(deeds.note, "k", "newest") is None
    with pytest.raises(actions.NotFailed):
        actions.try_again(task_id=result.id, by="dora")


def test_only_old_ended_tasks_are_pruned(run_tasks):
    for name in ("old", "new"):
        deeds.note.enqueue(name)
    run_tasks()
    waiting = deeds.note.enqueue("waiting")
    long_ago = timezone.now() - timedelta(days=8)
    DBTaskResult.objects.filter(args_kwargs__args=["old"]).update(finished_at=long_ago)
    DBTaskResult.objects.filter(pk=waiting.id).update(enqueued_at=long_ago)
    assert actions.prune() == 1
    assert DBTaskResult.objects.count() == 2


def test_the_log_names_the_task_and_not_what_it_is_about(caplog):
    from hustings.foundation.jobs.worker import Worker

    result = deeds.stumble.enqueue("charlie@example.org")
    worker = Worker("logger")
    worker.turn()
    assert result.id in caplog.text and "RuntimeError" in caplog.text
    assert "charlie" not in caplog.text


def test_a_worker_that_has_grown_too_big_ends_after_what_it_has_in_hand():
    from hustings.foundation.jobs.worker import Worker

    for name in ("a", "b"):
        deeds.note.enqueue(name)
    modest, big = Worker("modest", most_memory=10**12), Worker("big", most_memory=1)
    assert modest.turn() and not modest.stop
    assert big.turn() and big.stop
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()


def test_draining_counts_tasks():
    deeds.note.enqueue("a")
    deeds.note.enqueue("b")
    assert drain() == 2
