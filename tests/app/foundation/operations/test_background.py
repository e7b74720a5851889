"""The page "Background work" and the dashboard's panel."""

import re
import time

import pytest
import wagtail
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from hustings.foundation.jobs import heartbeat, queue
from hustings.foundation.jobs.tasks import run_job
from hustings.foundation.operations import state
from tests.cast.foundation.jobs import deeds

PAGE = "/hq/background/"


@pytest.fixture
def signed_in(client, dora, settings):
    """Dora at HQ."""
    settings.SECOND_FACTOR = "optional"
    settings.LANGUAGE_CODE = "en"
    client.force_login(dora)
    return client


def fail(secret: str = "charlie@example.org") -> str:
    result = deeds.stumble.enqueue(secret)
    for _ in range(2):
        DBTaskResult.objects.update(run_after=timezone.now())
        [held] = queue.claim("vm-1/abcd")
        try:
            deeds.stumble.call(secret)
        except RuntimeError as error:
            queue.fail(held, error)
    return result.id


def test_what_waits_runs_and_failed_is_shown_without_arguments(signed_in):
    fail()
    deeds.note.enqueue("bob@example.org")
    queue.claim("vm-2/ef01")
    deeds.note.enqueue("alice@example.org")
    page = signed_in.get(PAGE).content.decode()
    assert "Stumble over a secret" in page and "vm-2" in page and "Delete old background tasks" in page
    assert "<code>tests.cast.foundation.jobs.deeds.stumble</code>" in page  # for those who read the log
    assert "bob@example.org" not in page and "alice@example.org" not in page


@pytest.mark.both
def test_a_scheduled_job_is_shown_by_its_own_name(signed_in):
    run_job.enqueue("jobs.prune")
    run_job.enqueue("of another version")
    with translation.override("en"):
        waiting = {(one.label, one.name, one.n) for one in state.waiting()}
    assert waiting == {
        ("Delete old background tasks", "jobs.prune", 1),
        ("of another version", "of another version", 1),
    }
    queue.claim("vm-1/abcd")
    [running] = state.running()
    assert running.name in {"jobs.prune", "of another version"}
    page = signed_in.get(PAGE, headers={"accept-language": "fr"}).content.decode()
    assert "Supprimer les anciennes tâches de fond" in page


def test_the_number_of_queries_does_not_grow(signed_in, django_assert_max_num_queries):
    signed_in.get(PAGE)
    for n in range(20):
        deeds.note.enqueue(str(n))
    queue.claim("vm-1/abcd", n=10)
    with django_assert_max_num_queries(30):
        signed_in.get(PAGE)


def test_a_failed_task_is_tried_again_by_post_only(signed_in):
    task = fail()
    address = reverse("operations:attempt", args=[task])
    assert signed_in.get(address).status_code == 405
    assert signed_in.post(address).status_code == 302
    assert DBTaskResult.objects.get(pk=task).status == "READY"
    assert signed_in.post(address).status_code == 302  # a second click changes nothing
    assert DBTaskResult.objects.count() == 1


def test_the_dashboard_speaks_up_only_when_something_needs_attention(signed_in, monkeypatch):
    panel = "operations-trouble"
    monkeypatch.setattr(state, "STARTED", time.monotonic())
    assert panel not in signed_in.get("/hq/").content.decode()  # all start together: no worker yet
    monkeypatch.setattr(state, "STARTED", time.monotonic() - state.GRACE)
    assert panel in signed_in.get("/hq/").content.decode()  # no worker is alive
    heartbeat.announce("vm-1", "worker", "abcd")
    heartbeat.announce("vm-s", "scheduler", "abcd")
    assert panel not in signed_in.get("/hq/").content.decode()
    fail()
    assert panel in signed_in.get("/hq/").content.decode()


def test_versions_stand_here_and_below_no_menu(signed_in):
    page = signed_in.get(PAGE).content.decode()
    for name in ("Hustings", "Wagtail", "Django", "Python"):
        assert re.search(rf"<dt>{name}</dt>\s*<dd>\d+\.\d", page), name
    assert f"Wagtail v{wagtail.__version__}" not in page  # Wagtail has it at the foot of its settings
    assert "Team" in page  # which are there


def test_it_needs_the_right_to_read_the_logs(client, alice, settings):
    settings.SECOND_FACTOR = "optional"
    client.force_login(alice)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}{deeds.note.enqueue('x').id}/attempt/").status_code == 403
