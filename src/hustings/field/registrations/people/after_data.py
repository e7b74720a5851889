"""Data around events of one person: for their download, for erasure, for the privacy notice."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.registrations.models import CoverAsk, Feedback, SpeakerRequest
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import privacy
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Person
from hustings.people.selfservice.parts import Part, Row, my_data


def _feedback(person: Person) -> Iterable[Row]:
    rows = Feedback.objects.filter(registration__person=person).select_related("registration__event")
    return [(row.registration.event.title, row.score, row.words, row.said_at) for row in rows.order_by("pk")]


def _asks(person: Person) -> Iterable[Row]:
    rows = CoverAsk.objects.filter(person=person).select_related("request__shift__event").order_by("pk")
    return [
        (row.request.shift.event.title, row.made_at, row.mailed_at, row.accepted_at, row.declined_at)
        for row in rows
    ]


def _speakers(person: Person) -> Iterable[Row]:
    asked = SpeakerRequest.objects.filter(asked_by=person) | SpeakerRequest.objects.filter(speaker=person)
    rows = asked.select_related("event").order_by("pk")
    return [
        (row.event.title, row.about, row.asked_at, row.speaker_id == person.pk, row.accepted_at)
        for row in rows
    ]


def _erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """An event ahead of which the speaker goes needs another one: the team sees the request again."""
    mine = SpeakerRequest.objects.filter(speaker__in=people, event__starts_at__gt=timezone.now())
    mine.filter(closed_at=None).update(
        accepted_at=None,
        offered_at=None,
        mailed_at=None,
        told_at=None,
        declined_at=timezone.now(),
        speaker=None,
    )


def _told(use: Mapping[str, bool]) -> Iterable[privacy.Told]:
    if use["registrations"]:
        words = _(
            "Whether you came to past events: to estimate how many people will come to the next ones. The"
            " estimate decides nothing about you."
        )
        yield privacy.Part.WHY, words


_EVENT, _ASKED = gettext_lazy("event"), gettext_lazy("asked")

part = Contribution(
    privacy.tellers(_told),
    erasure_hooks.erasers(_erase),
    my_data(
        Part(
            "event_feedback", gettext_lazy("Feedback on events"),
            {
                "event": _EVENT, "score": gettext_lazy("score"), "comment": gettext_lazy("comment"),
                "said_at": gettext_lazy("sent"),
            },
            _feedback,
        ),
        Part(
            "cover_requests", gettext_lazy("Requests to fill in"),
            {
                "event": _EVENT, "asked_at": _ASKED, "mailed_at": gettext_lazy("sent"),
                "accepted_at": gettext_lazy("accepted"), "declined_at": gettext_lazy("declined"),
            },
            _asks,
        ),
        Part(
            "speaker_requests", gettext_lazy("Speaker requests"),
            {
                "event": _EVENT, "about": gettext_lazy("topic"), "asked_at": _ASKED,
                "as_speaker": gettext_lazy("as the speaker"), "accepted_at": gettext_lazy("accepted"),
            },
            _speakers,
        ),
    ),
)  # fmt: skip
