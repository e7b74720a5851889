"""Contributions of questions to other apps."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.field.events import hooks
from hustings.field.registrations.models import EventQuestion, Registration
from hustings.field.registrations.questions import actions, answers, hq_part, record_card, retention
from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib import how_tos, privacy, routes
from hustings.people.persons.hooks import record_parts
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts

_HERE = "hustings.field.registrations.questions"


def _rows(person: Person) -> Iterable[parts.Row]:
    found = list(Registration.objects.filter(person=person).select_related("event").order_by("pk"))
    lines = answers.lines(found)
    return [
        (row.event.title, question, said, row.asked_at)
        for row in found
        for question, said in lines.get(row.pk, [])
    ]


def _told(use: Mapping[str, bool]) -> Iterable[privacy.Told]:
    if use["event_questions"]:
        yield privacy.Part.WHY, _("Your answers to an event’s questions: to prepare the event.")
        n = retention.MONTHS
        words = ngettext(
            "Answers to an event’s questions are erased %(n)d month after it.",
            "Answers to an event’s questions are erased %(n)d months after it.",
            n,
        )
        yield privacy.Part.HOW_LONG, words % {"n": n}


part = Contribution(
    how_tos.pages(how_tos.beside("ask-participants", "event_questions:*", below="field")),
    hooks.copies(actions.copy),
    hooks.hq_parts(hq_part.build),
    record_parts.cards(record_card.card),
    routes.hq(routes.Section(f"{_HERE}.urls", "agenda/questions/")),
    routes.routes(routes.Route(f"{_HERE}.urls_hosts", is_localised=True)),
    schedule.jobs(
        schedule.daily(
            retention.forget, gettext_lazy("Erase answers to the questions of past events"), at="03:35",
            name="registrations.forget_answers",
        )
    ),
    privacy.uses(privacy.Use("event_questions", lambda: EventQuestion.objects.asked())),
    privacy.tellers(_told),
    parts.my_data(
        parts.Part(
            "event_answers", gettext_lazy("Answers to event questions"),
            {
                "event": gettext_lazy("event"), "question": gettext_lazy("question"),
                "answer": gettext_lazy("answer"), "when": gettext_lazy("when"),
            },
            _rows,
        )
    ),
)  # fmt: skip
