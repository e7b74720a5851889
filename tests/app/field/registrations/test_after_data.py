"""What people get of their data around events, what goes with them, and what the notice says."""

from collections.abc import Callable
from typing import Any

import pytest

from hustings.field.events.models import Event
from hustings.field.groups.models import GroupRole, LocalGroup, Membership
from hustings.field.registrations.models import CoverAsk, CoverRequest, SpeakerRequest
from hustings.field.registrations.people import after_data
from hustings.field.registrations.reports import thanks
from hustings.field.registrations.speakers import actions
from hustings.foundation.accounts.roles import Role
from hustings.people.duplicates.actions import merges
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.selfservice.parts import my_data
from tests.cast.field.registrations.histories import seat, someone
from tests.conftest import user

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]


def rows(name: str, person: Any) -> list[Any]:
    part = my_data.find(name)
    assert part
    found = list(part.rows(person))
    assert all(len(row) == len(part.columns) for row in found)
    return found


def test_people_get_what_they_said_and_were_asked(
    announce: Announce, found: Callable[..., LocalGroup]
) -> None:
    one, group = someone("Alice"), found("Lyon en commun", "Lyon")
    event = announce("Marché", days=-1, group=group)
    held = seat(event, one, came=True)
    thanks.say(registration=held.registration, score=4, words="Good")
    CoverAsk.objects.create(
        request=CoverRequest.objects.create(shift=held.shift, wanted=1, most=1), person=one
    )
    ahead = announce("Débat", group=group)
    Membership.objects.create(group=group, person=one, role=GroupRole.HOST)
    actions.ask(event=ahead, group=group, person=one, about="Housing")
    assert rows("event_feedback", one)[0][1:3] == (4, "Good")
    assert rows("cover_requests", one)[0][2:] == (None, None, None)
    assert rows("speaker_requests", one)[0][1] == "Housing"
    assert not rows("speaker_requests", someone("Bob"))


def test_an_event_whose_speaker_is_erased_needs_another(
    announce: Announce, found: Callable[..., LocalGroup]
) -> None:
    group, host, speaker = found("Lyon en commun", "Lyon"), someone("Hana"), someone("Alice")
    Membership.objects.create(group=group, person=host, role=GroupRole.HOST)
    request = actions.ask(event=announce("Débat", group=group), group=group, person=host, about="Housing")
    actions.offer(request=request, speaker=speaker, user=user("olga", Role.ORGANISER))
    request.refresh_from_db()
    assert actions.accept(request)
    erasure_hooks.erase([speaker.pk], [])
    request.refresh_from_db()
    assert (request.state, request.speaker) == ("declined", None)
    assert SpeakerRequest.objects.to_answer().exists()


def test_two_who_were_asked_for_one_shift_become_one(announce: Announce) -> None:
    one, other = someone("Alice"), someone("Alicia")
    shift = announce("Marché").shifts.first()
    request = CoverRequest.objects.create(shift=shift, wanted=1, most=5)
    for each in (one, other):
        CoverAsk.objects.create(request=request, person=each)
    merges.merge(kept=one, absorbed=other, user=user("dora", Role.DIRECTOR))
    assert [ask.person for ask in request.asks.all()] == [one]


def test_the_notice_says_what_attendance_is_for() -> None:
    assert list(after_data._told({"registrations": False})) == []
    assert len(list(after_data._told({"registrations": True}))) == 1
