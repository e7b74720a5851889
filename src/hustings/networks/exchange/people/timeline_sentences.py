"""Lines of timelines: what somebody does in the exchange."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.contributions import Contribution
from hustings.networks.exchange.actions import answers, meetings, members, posts
from hustings.people.persons import timeline

part = Contribution(
    timeline.groups(timeline.Group("exchange", _("Exchange"))),
    timeline.sentences(
        timeline.Sentence(members.JOINED, _("Joined the exchange for %(organisation)s")),
        timeline.Sentence(members.LEFT, _("Left the exchange")),
        timeline.Sentence(posts.ASKED, _("Asked in the exchange: “%(title)s”")),
        timeline.Sentence(posts.OFFERED, _("Offered in the exchange: “%(title)s”")),
        timeline.Sentence(answers.ANSWERED, _("Answered in the exchange: “%(title)s”")),
        timeline.Sentence(answers.AGREED, _("Agreed to meet through the exchange: “%(title)s”")),
        timeline.Sentence(meetings.MET, _("Met through the exchange: “%(title)s”")),
        timeline.Sentence(meetings.ENDORSED, _("Endorsed someone in the exchange: “%(title)s”")),
    ),
    timeline.happened(
        timeline.Happening(posts.ASKED, _("asked in the exchange")),
        timeline.Happening(meetings.MET, _("met through the exchange")),
    ),
)
