"""Appended once, in one order, whatever comes twice, late, changed or from a phone without access."""

import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from hustings.foundation.sync import actions, kinds, log
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream
from tests.cast.foundation.sync import tally
from tests.cast.foundation.sync.tally import ONE, OTHER, entry

WRITERS, BATCHES, EACH = 4, 15, 3


@pytest.fixture
def phone(stream):
    return tally.handset(stream)


def test_a_batch_twice_is_once(stream, phone):
    batch = [entry(n) for n in (1, 2, 3)]
    first = log.append(phone, batch)
    assert list(first.positions.values()) == [1, 2, 3] and first.n_new == 3
    again = log.append(phone, [*batch, entry(4)])
    assert again.positions == first.positions | {entry(4).id: 4} and again.n_new == 1
    assert LoggedEntry.objects.count() == 4 and tally.state(stream, "door") == [4, [""]]


def test_the_same_id_with_another_content_keeps_the_first(stream, phone):
    first = entry(1)
    log.append(phone, [first])
    other = replace(first, body={"n": 100})
    receipt = log.append(phone, [other])
    assert receipt.changed == [first.id] and receipt.positions == {first.id: 1}
    new = entry(2)
    both = log.append(phone, [new, replace(new, verb="say"), new])
    assert both.changed == [new.id] and both.n_new == 1
    assert tally.state(stream, "door")[0] == 2


def test_an_id_of_another_stream_is_nobodys_business(stream, phone):
    log.append(phone, [entry(1)])
    elsewhere = tally.handset(Stream.objects.create(kind="tally", subject=8))
    receipt = log.append(elsewhere, [entry(1)])
    assert receipt.changed == [entry(1).id] and not receipt.positions and not receipt.n_new


def test_what_the_check_refuses_is_stored_with_its_problem(stream, phone):
    receipt = log.append(phone, [entry(1), entry(2, verb="sing"), entry(3, body={"n": "x"})])
    assert receipt.problems == {entry(2).id: "verb", entry(3).id: "number"}
    assert [op.pos for op in LoggedEntry.objects.order_by("pos")] == [1, 2, 3]
    assert tally.state(stream, "door")[0] == 1
    assert log.append(phone, [entry(2, verb="sing")]).problems == {entry(2).id: "verb"}


def test_people_who_did_not_know_of_each_other_both_count(stream, phone):
    other = tally.handset(stream, "Other")
    log.append(phone, [entry(1, verb="say", body={"word": "refused"})])
    log.append(other, [entry(1, OTHER, verb="say", body={"word": "talked"})])
    assert tally.state(stream, "door")[1] == ["refused", "talked"]
    reply = entry(2, verb="say", body={"word": "both"}, seen={str(ONE): 1, str(OTHER): 1})
    log.append(phone, [reply])
    assert tally.state(stream, "door")[1] == ["both"]


def test_nobody_has_seen_what_is_not_there(stream, phone):
    """A phone that claims to have seen all that will ever come would hide it."""
    log.append(phone, [entry(1, seen={str(OTHER): 10**9, str(ONE): 10**9})])
    assert LoggedEntry.objects.get().seen == {}
    log.append(tally.handset(stream), [entry(5, OTHER, seen={str(ONE): 10**9})])
    assert LoggedEntry.objects.get(pos=2).seen == {str(ONE): 1}
    other = entry(6, OTHER, key="window", seen={str(ONE): 1})
    log.append(phone, [other])
    assert LoggedEntry.objects.get(pos=3).seen == {}


@pytest.mark.parametrize("is_revoked", [True, False])
def test_what_a_phone_without_access_sends_waits_for_a_word(stream, phone, dora, is_revoked):
    log.append(phone, [entry(1)])
    if is_revoked:
        actions.revoke(handset=phone, user=dora)
    else:
        Handset.objects.update(ends_at=timezone.now())
    receipt = log.append(phone, [entry(1), entry(2), entry(3, verb="sing")])
    assert receipt.held == [entry(2).id, entry(3).id] and receipt.positions == {entry(1).id: 1}
    assert log.append(phone, [entry(2)]).held == [entry(2).id]
    assert [op.pos for op in log.since(stream, 0)[0]] == [1]
    assert tally.state(stream, "door")[0] == 1 and kinds.held_for(dora)[0].n_held == 2
    assert actions.admit(handset=phone, user=dora) == 2
    assert tally.state(stream, "door")[0] == 2 and not kinds.held_for(dora)
    admitted = LoggedEntry.objects.get(pos=2)
    assert admitted.vouched_by == dora and LoggedEntry.objects.get(pos=3).problem == "verb"
    assert actions.admit(handset=phone, user=dora) == 0


def test_a_closed_stream_takes_what_was_noted_before(stream, phone):
    ago = timezone.now() - timedelta(hours=1)
    actions.close(stream=stream)
    slow = entry(3, happened_at=timezone.now() - timedelta(minutes=1))  # by a clock that is an hour behind
    receipt = log.append(phone, [entry(1, happened_at=ago), entry(2)])
    assert receipt.problems == {entry(2).id: log.CLOSED}
    assert log.append(phone, [slow], clock_offset=3600).problems == {slow.id: log.CLOSED}
    assert LoggedEntry.objects.get(pos=1).is_late and tally.state(stream, "door")[0] == 1
    actions.reopen(stream=stream)
    assert not log.append(phone, [entry(4)]).problems


def test_hq_knows_all_that_came_and_notes_in_a_closed_stream(stream, phone, dora):
    log.append(phone, [entry(n, verb="say", body={"word": str(n)}) for n in (1, 2)])
    actions.close(stream=stream)
    said = [actions.Said("door", "say", {"word": "HQ"}), actions.Said("gate", "add", {"n": 3})]
    for n_notes in (1, 2):
        assert not actions.note_as_hq(stream=stream, said=said, user=dora).problems
        assert tally.state(stream, "door") == [0, ["HQ"]] and tally.state(stream, "gate")[0] == 3 * n_notes
    assert list(stream.handsets.phones()) == [phone] and stream.handsets.count() == 2


def test_a_failure_of_the_app_leaves_nothing_behind(stream, phone):
    def fail(*settled):
        raise ZeroDivisionError

    with kinds.kinds.replaced(replace(tally.KIND, settle=fail)), pytest.raises(ZeroDivisionError):
        log.append(phone, [entry(1)])
    stream.refresh_from_db()
    assert stream.last_pos == 0 and not LoggedEntry.objects.exists()


def test_the_log_is_read_page_by_page(stream, phone):
    log.append(phone, [entry(n) for n in range(1, 8)])
    found, more = log.since(stream, 0, 3)
    assert [op.pos for op in found] == [1, 2, 3] and more
    found, more = log.since(stream, 3, 4)
    assert [op.pos for op in found] == [4, 5, 6, 7] and not more
    assert log.since(stream, 7) == ([], False)


def test_a_batch_costs_few_questions(stream, phone, django_assert_max_num_queries):
    kinds.kinds.all()
    with (
        kinds.kinds.replaced(replace(tally.KIND, settle=lambda *settled: None)),
        django_assert_max_num_queries(12),
    ):
        log.append(phone, [entry(n, key=f"door {n}") for n in range(1, 201)])


def write(handset, replica, errors):
    try:
        for batch in range(BATCHES):
            log.append(handset, [entry(batch * EACH + n, replica, key=f"{n}") for n in range(1, EACH + 1)])
    except Exception as error:
        errors.append(error)
    finally:
        connection.close()


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_no_cursor_skips_what_commits_slowly(transactional_db, stream, monkeypatch):
    monkeypatch.setitem(tally.PAUSE, "seconds", 0.02)
    errors: list[Exception] = []
    phones = [(tally.handset(stream, f"Phone {n}"), ONE.__class__(int=100 + n)) for n in range(WRITERS)]
    threads = [threading.Thread(target=write, args=[*each, errors]) for each in phones]
    for thread in threads:
        thread.start()
    seen, cursor, is_over = [], 0, False
    while not is_over:
        is_over = not any(thread.is_alive() for thread in threads)
        found, _more = log.since(stream, cursor, 10**6)
        seen += [op.pos for op in found]
        cursor = seen[-1] if seen else 0
        time.sleep(0.001)  # else it leaves the writers no turn where nothing else runs
    assert not errors
    assert seen == list(range(1, WRITERS * BATCHES * EACH + 1))
    assert [tally.state(stream, f"{n}")[0] for n in range(1, EACH + 1)] == [WRITERS * BATCHES] * EACH


@pytest.mark.both
def test_the_same_on_both_databases(stream, phone, dora):
    odd = {"n": 1, "text": "d’été \U0001f5f3", "deep": [[{"x": 1.5}]]}
    first = log.append(phone, [entry(1, body=odd)])
    assert (
        log.append(phone, [entry(1, body=odd, happened_at=LoggedEntry.objects.get().happened_at)]).changed
        == []
    )
    assert (
        log.append(phone, [entry(1, body=odd | {"n": 2})]).changed == [entry(1).id] == list(first.positions)
    )
    actions.revoke(handset=phone, user=dora)
    assert log.append(phone, [entry(2)]).held and kinds.held_for(dora)[0].n_held == 1
    assert actions.admit(handset=phone, user=dora) == 1
    stream.delete()
    assert not LoggedEntry.objects.exists() and not Handset.objects.exists()
