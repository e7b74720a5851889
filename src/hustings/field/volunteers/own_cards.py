"""Card of tasks in the supporter's home."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.field.volunteers import matching
from hustings.field.volunteers.models import Hours, TaskPlace, Volunteer
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known

SHOWN = 3
DONE = {"saved", "paused", "unpaused", "left", "taken", "returned", "done"}


def done(request: HttpRequest) -> str:
    """The deed that was just done, as the address says it; empty for nothing."""
    said = request.GET.get("done", "")
    return said if said in DONE else ""


def _tasks(request: HttpRequest, known: Known | None) -> Card | None:
    """Theirs and the fittest; of strangers the way to the form."""
    words: dict[str, object] = {}
    if known:
        rows = Volunteer.objects.live().filter(person=known.person).select_related("person__zone")
        found = rows.first()
        places = TaskPlace.objects.filter(person=known.person).ahead().select_related("task__zone")
        words = {
            "done": done(request), "volunteer": found, "places": list(places[: 2 * SHOWN]),
            "fitting": matching.tasks_for(found, SHOWN, is_own=True) if found else [],
            "hours": round(Hours.objects.filter(person=known.person).minutes() / 60, 1),
        }  # fmt: skip
    return Card("tasks", _("Tasks"), "volunteers/cards/tasks.html", 40, words)


part = cards(_tasks)
