"""Lines of timelines: offers, tasks, skills."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.volunteers.actions import asks, offers, places, volunteers
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.text.languages import in_language
from hustings.people.persons import timeline


def _titled(words: Callable[[], str], name: str = "title") -> timeline.Says:
    def sentence(data: Mapping[str, Any]) -> str:
        return words() % {"title": in_language(data[name])}

    return sentence


def _offered(data: Mapping[str, Any]) -> str:
    if "title" in data:
        return _("Signed up for the task “%(title)s”") % {"title": in_language(data["title"])}
    return _("Offered to help")


part = Contribution(
    timeline.groups(
        timeline.Group("volunteer", gettext_lazy("Volunteering")),
        timeline.Group("task", gettext_lazy("Tasks")),
    ),
    timeline.sentences(
        timeline.Sentence(offers.OFFERED, _offered),
        timeline.Sentence(
            offers.DISOWNED, gettext_lazy("Reported that someone else offered help with their address")
        ),
        timeline.Sentence(volunteers.CHANGED, gettext_lazy("Changed what they can do as a volunteer")),
        timeline.Sentence(volunteers.LEFT, gettext_lazy("Stopped helping")),
        timeline.Sentence(
            volunteers.VERIFIED, _titled(lambda: _("The team checked the skill “%(title)s”"), "skill")
        ),
        timeline.Sentence(asks.ASKED, _titled(lambda: _("Was asked for the task “%(title)s”"))),
        timeline.Sentence(places.TOOK, _titled(lambda: _("Took up the task “%(title)s”"))),
        timeline.Sentence(places.RETURNED, _titled(lambda: _("Handed back the task “%(title)s”"))),
        timeline.Sentence(places.DONE, _titled(lambda: _("Did the task “%(title)s”"))),
    ),
    timeline.happened(
        timeline.Happening(offers.OFFERED, gettext_lazy("offered to help")),
        timeline.Happening(places.DONE, gettext_lazy("did a task")),
    ),
)
