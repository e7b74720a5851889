"""Parts of “my data”: profile, skills, tasks, hours, charters."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.field.volunteers import availability
from hustings.field.volunteers.models import Volunteer, VolunteerOffer
from hustings.people.persons import origins
from hustings.people.persons.models import Person
from hustings.people.selfservice.parts import Part, Row, my_data


def _profile(person: Person) -> Iterator[Row]:
    for one in Volunteer.objects.filter(person=person):
        off = ", ".join(f"{day.first} – {day.last}" for day in person.days_off.all())
        yield (
            one.km, availability.told(one.times), one.get_age_display(), off, one.offered_at,
            one.paused_until, one.ended_at,
        )  # fmt: skip


def _offers(person: Person) -> Iterator[Row]:
    for row in VolunteerOffer.objects.filter(person=person).select_related("task"):
        source = origins.named(row.source)
        yield (
            row.address,
            row.name,
            row.task.title if row.task else "",
            source,
            row.asked_at,
            row.confirmed_at,
        )


part = my_data(
    Part(
        "volunteer",
        _("Your help"),
        {
            "km": _("distance (km)"), "times": _("times of the week"), "age": _("age"),
            "days_off": _("days off"), "since": _("since"), "paused_until": _("paused until"),
            "ended_at": _("ended"),
        },
        _profile,
    ),
    Part(
        "volunteer_offers",
        _("Your offers of help"),
        {
            "address": _("e-mail"), "name": _("name"), "task": pgettext_lazy("volunteers", "task"),
            "source": _("source"), "asked_at": _("sent"), "confirmed_at": _("confirmed"),
        },
        _offers,
    ),
    Part(
        "volunteer_skills",
        _("Your skills"),
        {"skill": _("skill"), "checked_at": _("checked by the team"), "valid_until": _("valid until")},
        lambda person: [
            (row.skill.name, row.verified_at, row.valid_until)
            for row in person.held_skills.select_related("skill")
        ],
    ),
    Part(
        "volunteer_tasks",
        _("Your tasks"),
        {
            "task": pgettext_lazy("volunteers", "task"), "taken_at": _("taken up"),
            "returned_at": _("handed back"), "done_at": pgettext_lazy("task", "done"),
        },
        lambda person: [
            (row.task.title, row.taken_at, row.returned_at, row.done_at)
            for row in person.task_places.select_related("task")
        ],
    ),
    Part(
        "volunteer_asks",
        _("Tasks you were asked for"),
        {
            "task": pgettext_lazy("volunteers", "task"), "asked_at": _("asked"),
            "answered_at": _("answered"), "answer": _("yes"),
        },
        lambda person: [
            (row.task.title, row.asked_at, row.answered_at, row.is_yes)
            for row in person.task_asks.select_related("task")
        ],
    ),
    Part(
        "volunteer_hours",
        _("Your hours"),
        {"day": _("day"), "minutes": _("minutes"), "kind": _("kind"), "note": _("note")},
        lambda person: [
            (row.day, row.minutes, row.get_kind_display(), row.note) for row in person.hours.all()
        ],
    ),
    Part(
        "volunteer_charters",
        _("Charters you accepted"),
        {"charter": _("charter"), "accepted_at": _("when"), "source": _("source")},
        lambda person: [
            (str(row.version), row.accepted_at, origins.named(row.source))
            for row in person.charter_acceptances.select_related("version__charter")
        ],
    ),
)  # fmt: skip
