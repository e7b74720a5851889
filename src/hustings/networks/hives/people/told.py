"""Lines of timelines: who joined and left."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.contributions import Contribution
from hustings.networks.hives.actions.hives import JOINED, LEFT
from hustings.people.persons import timeline

part = Contribution(
    timeline.groups(timeline.Group("hives", _("Buying groups"))),
    timeline.sentences(
        timeline.Sentence(JOINED, _("Joined the buying group “%(name)s”")),
        timeline.Sentence(LEFT, _("Left the buying group “%(name)s”")),
    ),
    timeline.happened(timeline.Happening(JOINED, _("joined a buying group"))),
)
