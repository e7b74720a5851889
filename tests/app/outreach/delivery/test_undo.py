"""Sending undone: nothing leaves before the time is up, and nothing of the draft is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.outreach.abtests import actions as abtests_actions
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.delivery import queue
from hustings.outreach.delivery import tasks as tasks_delivery
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims, worker_leases
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.dispatch import redraft, tasks
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.review.models import Precaution
from hustings.outreach.tracking.models import MailingLink, Measure, VersionVisits
from tests.cast.outreach.fixtures import letters, reader
from tests.conftest import user

pytestmark = [pytest.mark.usefixtures("english"), pytest.mark.both]

State = Mailing.State


@pytest.fixture
def minute(campaign) -> None:
    """The campaign gives itself a minute."""
    Precaution.objects.update(grace=60)


@pytest.fixture
def zoe(campaign, france):
    return reader("zoé", Zone.objects.get(name="Lyon"), address="zoe@example.org")


def time_is_up(mailing: Mailing) -> None:
    Mailing.objects.filter(pk=mailing.pk).update(leaves_at=timezone.now())


def test_nothing_leaves_before_the_time_is_up(mailing, minute, dora, zoe, sink, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    dispatch_actions.send(mailing=mailing, user=dora)
    assert 55 < (mailing.leaves_at - timezone.now()).total_seconds() <= 60
    waiting = DBTaskResult.objects.get(task_path=tasks.queue.module_path)
    assert waiting.run_after == mailing.leaves_at, "no worker comes before"
    tasks.queue.call(mailing.pk)
    tasks_delivery.deliver.call(mailing.pk)
    assert not Delivery.objects.exists()
    assert DBTaskResult.objects.filter(task_path=tasks.queue.module_path).count() == 1
    time_is_up(mailing)
    tasks.queue.call(mailing.pk)
    tasks_delivery.deliver.call(mailing.pk)
    assert sink.taken() == ["zoe@example.org"]


def test_even_a_row_that_stands_there_is_not_claimed_before(mailing, minute, dora, zoe):
    dispatch_actions.send(mailing=mailing, user=dora)
    assert sum(queue.queue(mailing)) == 1
    carrier = worker_leases.sign_on(60)
    assert claims.claim(carrier, mailing, 10) == []
    assert not claims.is_due(mailing)
    assert claims.next_due(mailing) == mailing.leaves_at
    time_is_up(mailing)
    assert [claim.address for claim in claims.claim(carrier, mailing, 10)] == ["zoe@example.org"]


def test_undone_it_is_the_draft_that_it_was(mailing, minute, dora, zoe):
    kinds = [Measure, MailingLink, Delivery]
    mailing.content = letters("Hello", "See https://elan.example.org/ now")
    mailing.save_revision(user=dora)
    before = Mailing.objects.filter(pk=mailing.pk).values().get()
    dispatch_actions.send(mailing=mailing, user=dora)
    assert Measure.objects.exists()
    dispatch_actions.undo(mailing=mailing, user=dora)
    after = Mailing.objects.filter(pk=mailing.pk).values().get()
    published = {
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "live_revision_id",
    }
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {*published, "content"}, "only that it was published"
    assert "Hello" in str(after["content"])
    assert not any(kind.objects.exists() for kind in kinds)
    tasks.queue.call(mailing.pk)
    assert not Delivery.objects.exists(), "the worker that was called finds nothing to do"


def test_undone_and_sent_again_it_leaves_once_and_to_whom_it_then_reaches(
    mailing, minute, dora, zoe, sink, settings
):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    dispatch_actions.send(mailing=mailing, user=dora)
    dispatch_actions.undo(mailing=mailing, user=dora)
    reader("new")
    dispatch_actions.send(mailing=mailing, user=dora)
    tasks.queue.call(mailing.pk)  # the worker of the first time
    assert not Delivery.objects.exists()
    time_is_up(mailing)
    tasks.queue.call(mailing.pk)
    tasks.queue.call(mailing.pk)
    tasks_delivery.deliver.call(mailing.pk)
    assert sorted(sink.taken()) == ["new@example.org", "zoe@example.org"]


def test_once_letters_are_queued_it_is_too_late(mailing, minute, dora, zoe):
    dispatch_actions.send(mailing=mailing, user=dora)
    time_is_up(mailing)
    tasks.queue.call(mailing.pk)
    with pytest.raises(mailings_refusals.Refused, match="Too late"):
        dispatch_actions.undo(mailing=mailing, user=dora)
    assert Mailing.objects.get().state == State.SENDING
    assert Delivery.objects.count() == 1


def test_who_queues_finds_that_it_was_undone_between_two_chunks(mailing, minute, dora, zoe, monkeypatch):
    """The worker has read who gets it, and is about to write the rows, when the mailing becomes a draft."""
    dispatch_actions.send(mailing=mailing, user=dora)
    rows = queue.queue(mailing)
    held = Mailing.objects.get()
    assert redraft.redraft(held)
    assert list(rows) == []
    assert not Delivery.objects.exists()
    dispatch_actions.send(mailing=Mailing.objects.get(), user=dora)
    assert list(queue.queue(mailing)) == [], "nor does it write rows for the second time with the first"


def test_a_pause_does_not_shorten_the_time(mailing, minute, dora, zoe):
    dispatch_actions.send(mailing=mailing, user=dora)
    dispatch_actions.pause(mailing=mailing, user=dora)
    assert mailing.may_be_undone
    dispatch_actions.resume(mailing=mailing, user=dora)
    tasks.queue.call(mailing.pk)
    assert not Delivery.objects.exists()
    dispatch_actions.undo(mailing=mailing, user=dora)
    assert mailing.state == State.DRAFT


def test_a_test_of_versions_stays_set_up(mailing, minute, dora, zoe):
    mailing.content = [builder.letter(each, builder.text("a"), version=each) for each in "AB"]
    mailing.save()
    abtests_actions.set_up_trial(mailing=mailing, user=dora, size=50, measure="clicks")
    dispatch_actions.send(mailing=mailing, user=dora)
    assert VersionVisits.objects.count() == 2
    dispatch_actions.undo(mailing=mailing, user=dora)
    trial = ABTest.objects.get()
    assert (trial.size, trial.versions, trial.seed) == (50, "", "")
    dispatch_actions.send(mailing=mailing, user=dora)
    assert ABTest.objects.get().versions == "AB"


def test_only_who_may_steer_it_undoes(mailing, minute, dora, zoe, alice, hq):
    local = user("lou", Role.COMMUNICATIONS, Zone.objects.get(name="Lyon"))
    dispatch_actions.send(mailing=mailing, user=dora)
    url = reverse("dispatch:undo", args=[mailing.pk])
    for who in (alice, local):
        assert hq(who).post(url).status_code == 403
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.undo(mailing=mailing, user=alice)
    assert Mailing.objects.get().state == State.QUEUEING


def test_the_page_counts_down_and_undoes_without_javascript(mailing, minute, dora, zoe, hq):
    browser: Client = hq(dora)
    url = reverse("dispatch:mailing", args=[mailing.pk])
    send = reverse("dispatch:send", args=[mailing.pk])
    seen = browser.get(send).context["seen"]
    said = browser.post(
        send, {"nevertheless": "on", "seen": seen}, headers={"accept-language": "en"}, follow=True
    ).content.decode()
    undo = reverse("dispatch:undo", args=[mailing.pk])
    assert f'action="{undo}"' in said
    assert 'hx-trigger="load delay:1s"' in said
    back = browser.post(undo, headers={"accept-language": "en"}, follow=True)
    assert back.redirect_chain[-1][0] == url
    assert "Nothing was sent. The mailing is a draft again." in back.content.decode()
    assert Mailing.objects.get().is_draft


def test_without_time_to_undo_it_leaves_at_once(mailing, dora, zoe):
    dispatch_actions.send(mailing=mailing, user=dora)
    assert mailing.leaves_at is None
    tasks.queue.call(mailing.pk)
    assert Delivery.objects.count() == 1
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.undo(mailing=mailing, user=dora)


def test_a_director_sets_the_time(dora, carla, hq):
    url = reverse("dispatch:precautions")
    assert hq(carla).get(url).status_code == 403
    words = {"asks_second": "on", "above": "50", "grace": "90", "tests_per_hour": "12"}
    assert hq(dora).post(url, words).status_code == 302
    now = Precaution.current()
    assert (now.asks_second, now.above, now.grace, now.tests_per_hour) == (True, 50, 90, 12)
    assert hq(dora).post(url, words | {"grace": "4000"}).status_code == 422
    assert hq(dora).post(url, words | {"tests_per_hour": "0"}).status_code == 422
    assert Precaution.current().grace == 90


def test_the_time_is_kept_by_the_clock_of_whoever_claims(mailing, minute, dora, zoe):
    dispatch_actions.send(mailing=mailing, user=dora)
    Mailing.objects.update(leaves_at=timezone.now() + timedelta(seconds=2))
    assert not Mailing.objects.get().queued_at
    tasks.queue.call(mailing.pk)
    assert not Delivery.objects.exists()
