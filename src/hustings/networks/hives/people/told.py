"""Lines of timelines: who joined and left."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.contributions import Contribution
from hustings.networks.hives.actions.hives import JOINED, LEFT
from hustings.networks.hives.joining import ASKED
from hustings.people.duplicates.merging import unmerge
from hustings.people.persons import timeline

part = Contribution(
    timeline.groups(timeline.Group("hives", _("Buying groups"))),
    timeline.sentences(
        timeline.Sentence(ASKED, _("Filled in the form of the buying group “%(name)s”")),
        timeline.Sentence(JOINED, _("Joined the buying group “%(name)s”")),
        timeline.Sentence(LEFT, _("Left the buying group “%(name)s”")),
    ),
    timeline.happened(timeline.Happening(JOINED, _("joined a buying group"))),
    unmerge.laters(
        unmerge.Later(
            "hives.hivejoining.person",
            lambda found, whose: found.filter(key__in=whose.keys, asked_at__gte=whose.since),
        ),
    ),
)
