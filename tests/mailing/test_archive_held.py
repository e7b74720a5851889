"""What does not stand in the archive: letters that were held, undone or called off before one left."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from hustings.mailing import actions, tasks
from hustings.mailing.archive import keeping, showing
from hustings.mailing.blocks import writing
from hustings.mailing.models import Archive, Delivery, Mailing
from tests.mailing.conftest import reader
from tests.mailing.test_archive import page_of


@pytest.fixture(autouse=True)
def archive(campaign):
    reader("ann", language="en")
    return Archive.objects.create(pk=1, is_on=True, by_default="all")


def test_a_mailing_that_was_paused_before_a_letter_left_is_shown_to_nobody(mailing, dora):
    actions.send(mailing=mailing, user=dora)
    actions.pause(mailing=mailing, user=dora)
    assert keeping.show_due() == 0 and not Delivery.objects.exists()


def test_a_mailing_that_was_held_since_its_hour_was_missed_is_shown_to_nobody(mailing, dora):
    actions.send(mailing=mailing, user=dora)
    Mailing.objects.update(moved_at=timezone.now() - dt.timedelta(hours=7))
    tasks.wake()
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.PAUSED
    assert keeping.show_due() == 0


def test_what_is_undone_goes_from_the_site(mailing, dora):
    actions.send(mailing=mailing, user=dora)
    assert keeping.show_due() == 1
    path = page_of(mailing, "fr")
    assert Client().get(path).status_code == 200
    actions.undo(mailing=mailing, user=dora)
    assert Client().get(path).status_code != 200


def test_a_planned_mailing_is_said_to_be_going_in(mailing, dora):
    actions.schedule(mailing=mailing, user=dora, at=timezone.now() + dt.timedelta(days=1))
    mailing.refresh_from_db()
    assert showing.box(mailing, dora)["archive_box"]["is_wanted"]


def test_words_for_who_has_no_name_are_no_markup(mailing, dora):
    mailing.content = [writing.letter("S", writing.text('Dear {{ given_name|"<i>you</i>" }}, x'))]
    mailing.save()
    actions.send(mailing=mailing, user=dora)
    tasks.queue.call(mailing.pk)
    html = Client().get(page_of(mailing, "fr") + "letter/").text
    assert "Dear " in html and "<i>you" not in html
