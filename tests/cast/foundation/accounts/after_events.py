"""Things around an event elsewhere: who came, for the walk over things of others."""

from typing import Any

from django.utils import timezone
from wagtail.images import get_image_model

from hustings.field.events import actions as events
from hustings.field.groups.models import LocalGroup
from hustings.field.registrations.models import (
    CoverRequest,
    EventQuestion,
    Registration,
    Report,
    ReportPicture,
    ReportTask,
    RollCall,
    Seat,
    SpeakerRequest,
)
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person


def of_events(person: Person) -> dict[str, list[Any]]:
    """An event elsewhere with all that is noted of it."""
    there = Zone.objects.get(name="Nîmes")
    about = {"titles": {"fr": "Marché"}, "starts_at": timezone.now(), "zone": there}
    event = events.announce(values=about, user=None, show=True)
    roll = RollCall.objects.create(event=event)
    report = Report.objects.create(event=event, filed_at=timezone.now())
    image = get_image_model().objects.create(title="A", file="a.jpg", width=1, height=1)
    picture = ReportPicture.objects.create(report=report, image=image)
    task = ReportTask.objects.create(report=report, what="A")
    group = LocalGroup.objects.create(name="Nîmes debout", name_key="nimes debout", zone=there)
    speaker = SpeakerRequest.objects.create(event=event, group=group, about="A")
    shift = event.shifts.first()
    assert shift
    cover = CoverRequest.objects.create(shift=shift, wanted=1, most=1)
    found: dict[str, list[Any]] = {
        "attendance:cover_ending": [cover.pk],
        "attendance:roll_undoing": [roll.pk],
        "reports:picture_removal": [picture.pk],
        "reports:task": [task.pk],
    }
    found |= {f"speakers:{name}": [speaker.pk] for name in ("request", "closing")}
    found["attendance:answer"] = [event.pk, person.pk]
    row = Registration.objects.create(event=event, key="a@b.fr", mailbox="a@b.fr", language="fr", source="/")
    seat = Seat.objects.create(
        registration=row, shift=shift, mailbox="a@b.fr", position=1, asked_at=timezone.now()
    )
    found["registrations_hq:deeds"] = [event.pk, seat.pk]
    question = EventQuestion.objects.create(event=event, kind="short", texts={"fr": {"label": "A"}})
    found |= {f"event_questions:{name}": [event.pk, question.pk] for name in ("question", "order", "removal")}
    found["event_questions:new"] = [event.pk]
    names = [f"attendance:{name}" for name in ("roll", "calls", "cover")]
    names += [f"reports:{name}" for name in ("report", "picture", "showing", "thanks")]
    names += ["invitations:invitation", "registrations_hq:list", "registrations_hq:export"]
    found |= {name: [event.pk] for name in names}
    return found
