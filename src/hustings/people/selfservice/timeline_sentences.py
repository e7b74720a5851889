"""The sentences that one agrees to on the own page, and how what is done there reads elsewhere."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.contributions import Contribution
from hustings.people.persons import origins, timeline
from hustings.people.persons.models import Purpose
from hustings.people.persons.origins import OWN_PAGE

OPENED, SENT, LEFT = "own_page.opened", "own_page.sent", "own_page.left"
_WORDINGS = {
    Purpose.EMAIL: gettext_lazy("I want to get news by e-mail from %(name)s."),
    Purpose.SMS: gettext_lazy("I want to get text messages from %(name)s."),
    Purpose.PHONE: gettext_lazy("%(name)s may call me."),
    Purpose.POST: gettext_lazy("I want to get letters by post from %(name)s."),
    Purpose.MEASURE: gettext_lazy("%(name)s may note which of its e-mails I open and which links I click."),
    Purpose.ANSWERS: gettext_lazy("%(name)s may use my answers to its surveys."),
    Purpose.JOIN: gettext_lazy("I support %(name)s, and want to be counted among its supporters."),
    Purpose.TEAM: gettext_lazy("%(name)s may send me its bulletins for the team."),
}


def wording(purpose: Purpose, campaign: Campaign) -> str:
    """What one says by pressing yes, in the language of the page."""
    return str(_WORDINGS[purpose]) % {"name": campaign.name}


def _named(source: str) -> str:
    return _("the page “Your data”") if source == OWN_PAGE else ""


def _says(text: Any) -> timeline.Says:
    def sentence(data: Mapping[str, Any]) -> str:
        return str(text)

    return sentence


part = Contribution(
    origins.namers(
        _named,
    ),
    timeline.groups(
        timeline.Group("own_page", gettext_lazy("Personal page")),
    ),
    timeline.sentences(
        timeline.Sentence(OPENED, _says(gettext_lazy("Opened the personal page"))),
        timeline.Sentence(SENT, _says(gettext_lazy("Link to the personal page sent"))),
        timeline.Sentence(LEFT, _says(gettext_lazy("Unsubscribed from everything on the personal page"))),
    ),
    timeline.happened(
        timeline.Happening(OPENED, gettext_lazy("opened the personal page")),
        timeline.Happening(LEFT, gettext_lazy("unsubscribed from everything on the personal page")),
    ),
)
