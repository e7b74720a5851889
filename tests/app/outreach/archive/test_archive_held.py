"""What does not stand in the archive: letters that were held, undone or called off before one left."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from hustings.outreach.abtests.models import ABTest
from hustings.outreach.archive import panel, publication
from hustings.outreach.archive.models import Archive, Archived, ArchivePage
from hustings.outreach.delivery import tasks as tasks_delivery
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker.loop import DeliveryLoop
from hustings.outreach.dispatch import actions, tasks
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from tests.app.outreach.archive.test_archive import page_of, press, send
from tests.cast.outreach.fixtures import reader


@pytest.fixture(autouse=True)
def archive(campaign):
    reader("ann", language="en")
    return Archive.objects.create(pk=1, is_on=True, by_default="all")


def reader_of(mailing):
    Delivery.objects.create(mailing=mailing, person=reader("bea"), address="bea@example.org", state="sent")


def test_a_mailing_that_was_paused_before_a_letter_left_is_shown_to_nobody(mailing, dora):
    actions.send(mailing=mailing, user=dora)
    actions.pause(mailing=mailing, user=dora)
    assert publication.show_due() == 0 and not Delivery.objects.exists()


def test_a_mailing_that_was_held_since_its_hour_was_missed_is_shown_to_nobody(mailing, dora):
    actions.send(mailing=mailing, user=dora)
    Mailing.objects.update(moved_at=timezone.now() - dt.timedelta(hours=7))
    tasks.wake()
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.PAUSED
    assert publication.show_due() == 0


def test_nobody_reads_it_before_a_letter_has_left_and_the_first_reader_does(mailing, dora):
    send(mailing, dora, leaves=False)
    path = page_of(mailing, "fr")
    assert f"http://localhost:8000{path}" in press(mailing, "fr"), "letters lead there already"
    assert publication.show_due() == 0 and Client().get(path).status_code == 404
    assert path not in Client().get("/fr/letters/").text
    mailing.deliveries.update(state=Delivery.State.FAILED)
    Mailing.objects.update(state=Mailing.State.SENT)
    assert publication.show_due() == 0, "nobody has got it"
    mailing.deliveries.update(state=Delivery.State.SENT)
    assert Client().get(path).status_code == 200, "who has just got it need not wait for the clock"
    assert path in Client().get("/fr/letters/").text


def test_it_is_shown_as_soon_as_letters_have_left(mailing, dora, monkeypatch):
    def carry(round_, *args):
        round_.mailing.deliveries.update(state=Delivery.State.SENT)
        round_.n_sent = 1

    send(mailing, dora, leaves=False)
    monkeypatch.setattr(DeliveryLoop, "run", carry)
    tasks_delivery.deliver.call(mailing.pk)
    assert Client().get("/fr/letters/").text.count(page_of(mailing, "fr")) == 1


def test_what_waits_takes_nobodys_place(mailing, dora, monkeypatch, everyone):
    monkeypatch.setattr(publication, "_AT_ONCE", 1)
    now = timezone.now()
    undecided = Mailing.objects.create(name="Test", state="sent", started_at=now)
    ABTest.objects.create(mailing=undecided, versions="AB", measure="clicks")
    reader_of(undecided)
    Archived.objects.create(mailing=undecided, wanted_at=now)
    send(mailing, dora, leaves=False)
    mailing.deliveries.update(state=Delivery.State.SENT)
    assert publication.show_due() == 1
    assert Archived.objects.get(shown_at__isnull=False).mailing == mailing


def test_a_version_that_is_written_no_more_is_chosen_no_more(mailing, dora):
    Archived.objects.create(mailing=mailing, wanted_at=timezone.now(), version="B", user=dora)
    send(mailing, dora, leaves=False)
    assert Archived.objects.get().version == ""


def test_undoing_takes_its_addresses_back(mailing, dora):
    actions.send(mailing=mailing, user=dora)
    publication.prepare(mailing)
    assert ArchivePage.objects.exists()
    actions.undo(mailing=mailing, user=dora)
    assert not ArchivePage.objects.exists()


def test_a_planned_mailing_is_said_to_be_going_in(mailing, dora):
    actions.schedule(mailing=mailing, user=dora, at=timezone.now() + dt.timedelta(days=1))
    mailing.refresh_from_db()
    assert panel.box(mailing, dora)["archive_box"]["is_wanted"]


def test_words_for_who_has_no_name_are_no_markup(mailing, dora):
    mailing.content = [builder.letter("S", builder.text('Dear {{ given_name|"<i>you</i>" }}, x'))]
    mailing.save()
    actions.send(mailing=mailing, user=dora)
    tasks.queue.call(mailing.pk)
    mailing.deliveries.update(state=Delivery.State.SENT)
    html = Client().get(page_of(mailing, "fr") + "letter/").text
    assert "Dear " in html and "<i>you" not in html
