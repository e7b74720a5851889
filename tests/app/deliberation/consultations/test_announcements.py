"""Mails about a consultation: a row for each who is told, one mail of each row, one link that stops all."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hustings.deliberation.consultations import actions, tasks
from hustings.deliberation.consultations.announcements import (
    audience,
    edited,
    links,
    listing,
    sending,
    spreading,
)
from hustings.deliberation.consultations.models import (
    Announcement,
    AnnouncementMail,
    Choice,
    Item,
    Participant,
    Phase,
)
from hustings.foundation.jobs import ReleaseTask
from hustings.people.duplicates.actions.merges import merge
from hustings.people.persons.models import Email, Person
from hustings.people.selfservice import parts
from tests.cast.deliberation.consultations.fixtures import opened, voice, written

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Run = Callable[..., int]


@pytest.fixture
def phase() -> Phase:
    return opened()


@pytest.fixture
def item(phase: Phase) -> Item:
    return written(phase, voice(phase, "author@example.org"), "Repair the old pipes of the whole town")


def voters(phase: Phase, item: Item, *names: str) -> list[Participant]:
    """Voices that agree with it."""
    found = [voice(phase, f"{name}@example.org") for name in names]
    for each in found:
        actions.vote(participant=each, version=item.version_id, choice=Choice.AGREE)
    return found


def reword(item: Item, text: str = "Replace all of the pipes, and pay for it by a loan") -> Item:
    """Its author says something else."""
    item.refresh_from_db()
    actions.edit(item=item, title="", text=text, participant=item.participant)
    item.refresh_from_db()
    return item


def due_now() -> None:
    """The pause before mails is over."""
    DBTaskResult.objects.update(run_after=timezone.now())


def mailed() -> list[str]:
    """First letters of those who got one, in order; what was sent is forgotten."""
    found = sorted(each.to[0][0] for each in mail.outbox)
    mail.outbox.clear()
    return found


def test_whoever_voted_is_told_once_that_the_author_changed_the_words(
    phase: Phase, item: Item, run_tasks: Run
) -> None:
    ada, _bea = voters(phase, item, "ada", "bea")
    reword(item)
    run_tasks()
    assert not mail.outbox, "authors edit again"
    due_now()
    run_tasks()
    assert "Replace all of the pipes" in mail.outbox[0].body and f"/items/{item.pk}/" in mail.outbox[0].body
    assert mailed() == ["a", "b"], "not its author"
    actions.carry_over(participant=ada, item=item)
    reword(item, "Sell the waterworks to somebody who can mend them")
    due_now()
    run_tasks()
    assert mailed() == ["a"], "no second mail to who hasn't come back since the first"


def test_it_goes_to_the_address_that_was_confirmed(phase: Phase, item: Item, run_tasks: Run) -> None:
    [ada] = voters(phase, item, "ada")
    Email.objects.create(person=ada.person, address="old@example.org", key="old@example.org", position=0)
    Email.objects.filter(key="ada@example.org").update(position=1)
    reword(item)
    due_now()
    run_tasks()
    assert mailed() == ["a"]


def test_small_and_later_changes_tell_nobody(phase: Phase, item: Item, run_tasks: Run) -> None:
    ada, bea = voters(phase, item, "ada", "bea")
    reword(item, "Repair the old pippes of the whole town")
    assert not Announcement.objects.exists(), "votes went along"
    reword(item)
    actions.carry_over(participant=ada, item=item)
    reword(item, "Do nothing about the pipes for another twenty years")
    assert bea and Announcement.objects.count() == 2
    due_now()
    run_tasks()
    assert mailed() == ["a", "b"] and Announcement.objects.filter(reached=0).count() == 1
    Phase.objects.update(ends_at=timezone.now())
    assert edited.KIND.find(item.version_id or 0) is None, "nobody can vote any more"


def announced(phase: Phase, item: Item, *names: str) -> tuple[Announcement, list[Participant]]:
    """Something that was told to voters, whose rows are not written yet."""
    found = voters(phase, item, *names)
    reword(item)
    DBTaskResult.objects.all().delete()
    return Announcement.objects.get(), found


def test_a_kill_between_rows_and_mails_loses_none_and_doubles_none(
    phase: Phase, item: Item, run_tasks: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreading, "PORTION", 2)
    made, _found = announced(phase, item, "ada", "bea", "cid", "dan", "eve")
    portions: list[int] = []

    def killed(*_portion: int) -> None:
        portions.append(1)
        if len(portions) == 2:
            raise SystemExit

    with pytest.raises(SystemExit):  # in the second transaction: it leaves nothing
        spreading.spread(made.pk, killed, lambda: None)
    assert made.mails.count() == 2 and not Announcement.objects.get().spread_at
    for _twice in range(2):
        tasks.spread.enqueue(made.pk)
    first, last = made.mails.order_by("participant").values_list("participant", flat=True)
    for _twice in range(2):
        tasks.send.enqueue(made.pk, first - 1, last)  # that of the first portion was committed with it
    run_tasks()
    assert mailed() == ["a", "b", "c", "d", "e"] and Announcement.objects.get().spread_at
    run_tasks()
    assert not mail.outbox


def test_one_that_fails_keeps_none_back_and_is_tried_again(
    phase: Phase, item: Item, run_tasks: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, found = announced(phase, item, "ada", "bea", "cid")
    real = sending._mail

    def refused(kind: Any, subject: Any, row: AnnouncementMail, *more: Any) -> None:
        if row.participant_id == found[1].pk:
            raise OSError("mailbox unavailable")
        real(kind, subject, row, *more)

    monkeypatch.setattr(sending, "_mail", refused)
    tasks.spread.enqueue(made.pk)
    run_tasks(raising=False)
    assert mailed() == ["a", "c"]
    monkeypatch.setattr(sending, "_mail", real)
    due_now()
    run_tasks()
    assert mailed() == ["b"]


def test_a_worker_that_ends_gives_the_portion_back(phase: Phase, item: Item) -> None:
    made, _found = announced(phase, item, "ada")
    spreading.spread(made.pk, lambda *portion: None, lambda: None)

    def ends() -> None:
        raise ReleaseTask

    with pytest.raises(ReleaseTask):
        sending.send(made.pk, 0, 10**9, ends)
    assert made.mails.waiting().count() == 1


def test_whoever_left_stopped_or_is_barred_gets_none_even_after_the_row(
    phase: Phase, item: Item, dora: Any, run_tasks: Run
) -> None:
    made, found = announced(phase, item, "ada", "bea", "cid", "dan", "eve")
    before, then = found[:2], found[2:]
    actions.stop(participant=before[0])
    Participant.objects.filter(pk=before[1].pk).update(barred_at=timezone.now())
    tasks.spread.using(run_after=timezone.now() + dt.timedelta(days=1)).enqueue(made.pk)
    spreading.spread(made.pk, tasks.send.enqueue, lambda: None)
    assert made.mails.count() == 3
    actions.stop(participant=then[0])
    Person.objects.filter(pk=then[1].person_id).update(no_mail_since=timezone.now())
    run_tasks()
    assert mailed() == ["e"] and made.mails.exclude(dropped_at=None).count() == 2
    [row], _rest = listing.page(phase.consultation)
    assert (row.n_sent, row.n_waiting, row.n_dropped, row.title) == (1, 0, 2, str(item.version))


def test_two_records_that_are_merged_get_one(phase: Phase, item: Item, dora: Any, run_tasks: Run) -> None:
    made, found = announced(phase, item, "ada", "bea", "cid", "dan")
    spreading.spread(made.pk, lambda *portion: None, lambda: None)
    people = [Person.objects.get(pk=each.person_id) for each in found]
    sending.send(made.pk, found[1].pk - 1, found[1].pk, lambda: None)
    assert mailed() == ["b"]
    merge(kept=people[0], absorbed=people[1], user=dora)  # one was mailed before
    merge(kept=people[2], absorbed=people[3], user=dora)
    sending.send(made.pk, 0, found[3].pk, lambda: None)
    assert len(mail.outbox) == 1 and made.mails.exclude(dropped_at=None).count() == 2


def test_a_stop_under_one_address_holds_for_all(phase: Phase, dora: Any) -> None:
    ada, ida = voice(phase, "ada@example.org"), voice(phase, "ida@example.org")
    actions.stop(participant=ida)
    rows = phase.consultation.participants.all()
    assert list(audience.reachable(rows)) == [ada]
    people = [Person.objects.get(pk=each.person_id) for each in (ada, ida)]
    merge(kept=people[0], absorbed=people[1], user=dora)
    ada.refresh_from_db()
    assert not audience.reachable(rows).exists() and audience.has_stopped(ada)
    actions.go_on(participant=ada)
    assert list(audience.reachable(rows)) == [ada], "one voice of each person"


@pytest.mark.usefixtures("site")
def test_one_link_stops_all_mails_of_a_consultation(
    client: Client, phase: Phase, item: Item, run_tasks: Run
) -> None:
    made, [ada] = announced(phase, item, "ada")
    tasks.spread.enqueue(made.pk)
    run_tasks()
    [message] = mail.outbox
    stop = f"/en/consultations/mails/{links.token(ada.pk)}/"
    assert stop.removeprefix("/en") in message.extra_headers["List-Unsubscribe"]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert links.token(ada.pk) in message.body
    assert client.get(stop).status_code == 200 and not audience.has_stopped(ada), "a scanner stops nothing"
    assert Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert audience.has_stopped(ada)
    client.post(stop, {"again": "yes"})
    assert not audience.has_stopped(ada)
    assert client.get("/en/consultations/mails/5.x/").status_code == 404
    told = next(each for each in parts.my_data.all() if each.name == "consultation_mails")
    assert ada.person and len(list(told.rows(ada.person))) == 1


def test_silence_puts_a_mail_off(
    phase: Phase, item: Item, run_tasks: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = timezone.now() + dt.timedelta(hours=9)
    monkeypatch.setattr(sending, "free_at", lambda person, now: later)
    made, _found = announced(phase, item, "ada")
    tasks.spread.enqueue(made.pk)
    run_tasks()
    assert not mail.outbox and made.mails.waiting().count() == 1
    monkeypatch.setattr(sending, "free_at", lambda person, now: None)
    due_now()
    run_tasks()
    assert mailed() == ["a"]


def test_asked_twice_is_told_once(phase: Phase, item: Item) -> None:
    made, _found = announced(phase, item, "ada")
    again = actions.announce(kind=made.kind, subject=made.subject, consultation=phase.consultation_id)
    assert again == made and not DBTaskResult.objects.exists()
