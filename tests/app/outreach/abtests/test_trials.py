"""Tests of versions: who gets which, and what the others get once one was chosen."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hustings.outreach.abtests import actions as abtests_actions
from hustings.outreach.abtests import decision, measures, results, tasks
from hustings.outreach.abtests.measures import Measure
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.delivery import progress
from hustings.outreach.delivery import queue as delivery_queue
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.emails import composition, tracking_urls
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.tracking import aggregation, plans
from hustings.outreach.tracking.models import Reaction, TrackingEvent, VersionVisits
from hustings.people.persons.models import Person
from tests.app.outreach.delivery.test_delivery import carry, queue
from tests.cast.outreach.fixtures import several

pytestmark = pytest.mark.both

State, How = Delivery.State, ABTest.How
ITSELF = {"measure": "clicks", "chooser": "itself", "otherwise": "ask", "hours": 24}


@pytest.fixture
def readers(campaign):
    """Forty in one language and twenty in another, half at one mailbox."""
    where = ["large.example" if n % 2 else f"own{n}.example" for n in range(60)]
    return several({f"r{n}@{host}": "fr" if n < 40 else "en" for n, host in enumerate(where)})


@pytest.fixture
def versions(mailing, dora, readers):
    """A draft in three versions, tested on half of them."""
    mailing.content = [
        builder.letter(f"Subject {each}", builder.text(f"[{each}](https://e.example/)"), version=each)
        for each in "ABC"
    ]
    mailing.save()
    abtests_actions.set_up_trial(mailing=mailing, user=dora, size=50, unit="percent", **ITSELF)
    return mailing


def left(mailing, *, ago=timedelta(hours=1)):
    """As if all letters that were queued had left."""
    moment = timezone.now() - ago
    Delivery.objects.filter(mailing=mailing, state=State.QUEUED).update(state=State.SENT, sent_at=moment)


def visits(mailing, **n):
    for version, sure in n.items():
        VersionVisits.objects.filter(mailing=mailing, version=version).update(n_sure=sure, n=sure)


def look(mailing):
    tasks.look_at_trial.call(mailing.pk)
    mailing.trial.refresh_from_db()
    return mailing.trial


def begin(mailing, ago=timedelta(hours=1)):
    """The letters of the test have left, and its clock began to run a while ago."""
    left(mailing)
    assert look(mailing).begun_at
    ABTest.objects.update(begun_at=timezone.now() - ago)


def enlarge(mailing, **n):
    """As if each version had gone to so many more readers than there are."""
    counts = {"left": n, "open": 0, "dealt": sum(n.values())}
    ABTest.objects.filter(pk=mailing.pk).update(counts=counts)


def dealt(mailing):
    rows = Delivery.objects.filter(mailing=mailing).order_by("person").select_related("person")
    return [(row.person, row.address, row.version, row.state) for row in rows]


def test_versions_are_dealt_evenly_by_language_and_mailbox_and_the_others_wait(versions, dora):
    assert queue(versions, dora) == 60
    found = dealt(versions)
    assert Counter(version for *_, version, _state in found) == {"": 30, "A": 10, "B": 10, "C": 10}
    assert {state for *_, version, state in found if version} == {State.QUEUED}
    assert {state for *_, version, state in found if not version} == {State.HELD}
    for language, n in [("fr", 20), ("en", 10)]:
        for is_large in (True, False):
            got = Counter(
                version for person, address, version, _state in found
                if version and person.language == language and ("large" in address) == is_large
            )  # fmt: skip
            assert sum(got.values()) in {n // 2 - 1, n // 2, n // 2 + 1}
            assert max(got.values()) - min(got.values()) <= 1
    assert progress.of(versions).held == 30
    assert sum(delivery_queue.queue(versions)) == 0  # a second run deals nobody a second version
    assert dealt(versions) == found


def test_a_deal_can_be_made_again_from_its_seed_and_another_seed_makes_another(versions, dora):
    found = []
    queue(versions, dora)
    for seed in ["1", "1", "2"]:
        ABTest.objects.update(seed=seed)
        Delivery.objects.all()._raw_delete("default")
        sum(delivery_queue.queue(versions))
        found.append([version for *_, version, _state in dealt(versions)])
    assert found[0] == found[1] != found[2]
    assert Person.objects.count() == 60


@pytest.mark.parametrize(
    ("size", "unit", "counts"),
    [
        (100, "percent", {"A": 20, "B": 20, "C": 20}),
        (14, "people", {"": 48, "A": 4, "B": 4, "C": 4}),
        (1, "percent", {"": 57, "A": 1, "B": 1, "C": 1}),
        (1_000, "people", {"A": 20, "B": 20, "C": 20}),
    ],
)
def test_the_size_is_a_share_or_a_number(versions, dora, size, unit, counts):
    abtests_actions.set_up_trial(mailing=versions, user=dora, size=size, unit=unit)
    queue(versions, dora)
    assert Counter(version for *_, version, _state in dealt(versions)) == counts


def test_without_a_second_version_there_is_no_test(versions, dora):
    versions.content = [builder.letter("Only", builder.text("x"))]
    versions.save()
    queue(versions, dora)
    assert not ABTest.objects.exists()
    assert {(version, state) for *_, version, state in dealt(versions)} == {("", State.QUEUED)}


@pytest.mark.django_db(transaction=True)
def test_each_gets_the_letter_of_their_version_and_the_others_the_winner(versions, dora, sink):
    queue(versions, dora)
    carry(versions, sink)
    assert len(sink.taken()) == 30
    assert not claims.finish(versions), "others still wait"
    assert claims.next_due(versions) is None
    abtests_actions.choose_version(mailing=versions, user=dora, version="B")
    tasks.look_at_trial.call(versions.pk)
    assert progress.of(versions).held == 0
    carry(versions, sink)
    assert len(set(sink.taken())) == 60
    assert Counter(version for *_, version, _state in dealt(versions)) == {"A": 10, "B": 40, "C": 10}
    assert claims.finish(versions)
    assert look(versions).released_at
    assert not ABTest.objects.running().exists()


def test_a_letter_says_what_its_version_says(versions, campaign):
    for version in "AC":
        made = composition.blueprint(versions, "fr", campaign, version=version)
        raw = made.fill(composition.values_of(key=1, address="a@b.example", given_name="", family_name=""))
        assert f"Subject: Subject {version}".encode() in raw


def test_it_decides_by_itself_once_one_is_surely_better_and_not_before(versions, dora):
    queue(versions, dora)
    assert look(versions).begun_at is None
    begin(versions, timedelta(minutes=10))
    enlarge(versions, A=1_000, B=1_000, C=1_000)
    visits(versions, A=40, B=220, C=50)
    assert look(versions).decided_at is None, "who reads within minutes is not everybody"
    ABTest.objects.update(begun_at=timezone.now() - timedelta(minutes=31))
    visits(versions, A=40, B=55, C=50)
    assert look(versions).decided_at is None
    visits(versions, A=40, B=220, C=50)
    trial = look(versions)
    assert (trial.winner, trial.how, trial.decided_by) == ("B", How.RULE, None)
    assert trial.found["arms"][1] == {"name": "B", "n": 1_000, "x": 220}
    assert trial.found["doubt"] <= 0.05
    assert not Delivery.objects.filter(state=State.HELD).exists()
    moment = trial.decided_at
    visits(versions, A=900)
    assert look(versions).decided_at == moment, "once"


@pytest.mark.parametrize(
    ("said", "how", "n_held"),
    [
        ({"otherwise": "ask"}, "", 30),
        ({"otherwise": "best"}, How.TIME, 0),
        ({"chooser": "hand", "otherwise": "best"}, "", 30),
    ],
)
def test_where_nothing_is_settled_in_time_it_asks_or_takes_the_best(versions, dora, said, how, n_held):
    abtests_actions.set_up_trial(mailing=versions, user=dora, **said)
    queue(versions, dora)
    begin(versions, timedelta(hours=23))
    visits(versions, A=1, C=2)
    assert look(versions).asked_at is None
    ABTest.objects.update(begun_at=timezone.now() - timedelta(hours=24, minutes=1))
    trial = look(versions)
    assert (trial.how, trial.winner) == (how, "C" if how else "")
    assert bool(trial.asked_at) is not bool(how)
    assert Delivery.objects.filter(state=State.HELD).count() == n_held
    assert ABTest.objects.running().exists() is bool(n_held)


def test_a_test_on_everybody_ends_with_its_time_and_says_who_won_if_one_did(versions, dora):
    abtests_actions.set_up_trial(mailing=versions, user=dora, size=100)
    queue(versions, dora)
    begin(versions, timedelta(hours=25))
    assert claims.finish(versions)
    trial = look(versions)
    assert (trial.how, trial.winner, trial.asked_at) == (How.TIME, "", None)
    assert look(versions).released_at or not ABTest.objects.running().exists()


def test_a_choice_is_made_once_and_by_those_who_may_send(versions, dora, mallory):
    queue(versions, dora)
    with pytest.raises(Refused):
        abtests_actions.choose_version(mailing=versions, user=mallory, version="A")
    for wrong in ["", "D", "AB"]:
        with pytest.raises(Refused):
            abtests_actions.choose_version(mailing=versions, user=dora, version=wrong)
    abtests_actions.choose_version(mailing=versions, user=dora, version="A")
    with pytest.raises(Refused):
        abtests_actions.choose_version(mailing=versions, user=dora, version="B")
    trial = ABTest.objects.get()
    assert (trial.winner, trial.how, trial.decided_by) == ("A", How.HAND, dora)
    with pytest.raises(Refused):
        abtests_actions.set_up_trial(mailing=versions, user=dora, hours=1)


def test_who_is_queued_after_the_choice_is_released_too(versions, dora):
    """The rows of a large mailing are still being written when somebody chooses."""
    dispatch_actions.send(mailing=versions, user=dora)
    rows = delivery_queue.queue(versions)
    next(rows)
    abtests_actions.choose_version(mailing=versions, user=dora, version="C")
    held = Delivery.objects.filter(state=State.HELD)
    some = held.first()
    assert look(versions).released_at is None, "the last rows are still to come"
    Delivery.objects.filter(pk=some.pk).update(state=State.HELD, version="")
    Mailing.objects.update(queued_at=timezone.now(), state=Mailing.State.SENDING)
    assert look(versions).released_at
    some.refresh_from_db()
    assert (some.state, some.version) == (State.QUEUED, "C")


def test_a_kill_between_choice_and_release_loses_nothing(versions, dora, monkeypatch):
    queue(versions, dora)
    trial = ABTest.objects.get()
    monkeypatch.setattr(decision, "CHUNK", 7)
    assert decision.decide(trial, "A", How.HAND, found=None)
    assert decision.release(trial) == 7  # and here the worker is killed
    assert Delivery.objects.filter(state=State.HELD).count() == 23
    tasks.look_at_trials()
    asked = DBTaskResult.objects.get(task_path=tasks.look_at_trial.module_path)
    tasks.look_at_trial.call(*asked.args_kwargs["args"])
    assert not Delivery.objects.filter(state=State.HELD).exists()


def test_nothing_is_decided_while_a_mailing_is_paused_and_a_cancelled_one_is_over(versions, dora):
    queue(versions, dora)
    begin(versions)
    enlarge(versions, A=1_000, B=1_000, C=1_000)
    visits(versions, A=40, B=220, C=50)
    dispatch_actions.pause(mailing=versions, user=dora)
    assert look(versions).decided_at is None
    dispatch_actions.resume(mailing=versions, user=dora)
    assert look(versions).winner == "B"
    dispatch_actions.cancel(mailing=versions, user=dora)
    assert Delivery.objects.filter(state=State.SKIPPED).count() == 30


def test_who_waits_is_left_out_when_a_mailing_is_cancelled(versions, dora):
    queue(versions, dora)
    dispatch_actions.cancel(mailing=versions, user=dora)
    assert Delivery.objects.counts() == {State.SKIPPED: 60}
    with pytest.raises(Refused):
        abtests_actions.choose_version(mailing=versions, user=dora, version="A")


# --- Counting ----------------------------------------------------------------------------------
def touch(mailing, token, seconds, visitor=1, sign=TrackingEvent.Sign.BROWSER, link=1):
    named = tracking_urls.read(token)
    TrackingEvent.objects.create(
        mailing=mailing.pk, delivery=named.delivery, version=named.version, link=link, sign=sign,
        visitor=visitor, at=timezone.now() - timedelta(hours=1) + timedelta(seconds=seconds),
    )  # fmt: skip


def test_where_links_are_the_same_for_all_visits_are_counted_by_version(versions, dora, campaign):
    queue(versions, dora)
    plan = plans.of(versions, campaign)
    tokens = {version: plan.leads_of(None, version).shared for version in "ABC"}
    assert len(set(tokens.values())) == 3
    touch(versions, tokens["B"], 0)
    touch(versions, tokens["B"], 100, link=2)  # the same visit
    touch(versions, tokens["B"], 0, visitor=2, sign=TrackingEvent.Sign.NONE)  # may be a bot
    touch(versions, tokens["C"], 0, visitor=1)
    touch(versions, tokens["C"], 0, visitor=3, sign=TrackingEvent.Sign.MACHINE)
    aggregation.fold()
    found = measures.CLICKS.count(versions.trial)
    assert found == {"A": (0, 0), "B": (1, 2), "C": (1, 1)}
    assert measures.CLICKS.repeats(versions.trial) == 2
    decision.decide(versions.trial, "B", How.HAND, found=None)
    after = plans.of(versions, campaign).leads_of(None, "B").shared
    assert tracking_urls.read(after).version == 0, "what the others do with it is no part of the test"


def test_where_each_reader_has_own_links_people_are_counted(versions, dora, campaign):
    campaign.measure_clicks = "unless"
    campaign.save()
    queue(versions, dora)
    left(versions)
    trial = ABTest.objects.get()
    rows = {each: list(Delivery.objects.filter(version=each)) for each in "ABC"}
    now = timezone.now()
    for row, is_weak in [(rows["A"][0], False), (rows["A"][1], True), (rows["C"][0], False)]:
        Reaction.objects.create(
            person=row.person, mailing=versions, kind="click", n=3, is_weak=is_weak, first_at=now, last_at=now
        )
    assert measures.CLICKS.count(trial) == {"A": (1, 2), "C": (1, 1)}
    assert measures.CLICKS.repeats(trial) == 1
    token = plans.of(versions, campaign).token("C", rows["C"][0].pk)
    named = tracking_urls.read(token)
    assert (named.delivery, named.version) == (rows["C"][0].pk, 3)
    found = results.of(trial)
    assert [arm.n for arm in found.arms] == [10, 10, 10]
    assert (found.most["A"], found.arm("A").x) == (2, 1)


def test_unsubscriptions_count_against_a_version_and_openings_never_decide(versions, dora):
    abtests_actions.set_up_trial(mailing=versions, user=dora, measure="unsubscribed")
    queue(versions, dora)
    begin(versions)
    for row in Delivery.objects.filter(version="A")[:6]:
        Delivery.objects.filter(pk=row.pk).update(unsubscribed_at=timezone.now())
    found = results.of(versions.trial)
    assert [arm.x for arm in found.arms] == [6, 0, 0]
    assert found.verdict.leader == "B"
    assert measures.OPENED.decides is False


def test_apps_above_contribute_what_they_count(versions, dora):
    givers = Person.objects.filter(given_name="R1")
    gift = Measure("loan", "the most gifts", "gifts", lambda trial: measures.of_people(trial, givers))
    with measures.measures.replaced(*measures.measures.all(), gift):
        abtests_actions.set_up_trial(mailing=versions, user=dora, measure="loan", size=100)
        queue(versions, dora)
        left(versions)
        version = Delivery.objects.get(person=givers.get()).version
        found = results.of(ABTest.objects.get())
        assert {arm.name: arm.x for arm in found.arms if arm.x} == {version: 1}
    assert results.of(ABTest.objects.get()) is None, "an app that is gone counts nothing"
    tasks.look_at_trial.call(versions.pk)


def test_what_happens_after_the_choice_is_no_part_of_the_test(versions, dora):
    queue(versions, dora)
    begin(versions)
    decision.decide(versions.trial, "A", How.HAND, found=None)
    while decision.release(versions.trial):
        pass
    left(versions, ago=timedelta(hours=-1))
    assert [arm.n for arm in results.of(versions.trial).arms] == [10, 10, 10]
    late = Delivery.objects.filter(version="A", sent_at__gt=timezone.now()).first()
    Delivery.objects.filter(pk=late.pk).update(unsubscribed_at=timezone.now())
    assert measures.UNSUBSCRIBED.count(versions.trial) == {}


def test_dealing_asks_no_more_of_the_database_for_more_readers(versions, dora, django_assert_max_num_queries):
    dispatch_actions.send(mailing=versions, user=dora)
    with django_assert_max_num_queries(27):  # one asks whether the sender has the right everywhere
        assert sum(delivery_queue.queue(versions)) == 60
