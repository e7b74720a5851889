"""Snapshot of a letter's surroundings: the look of letters and the label of advertising as they were."""

from collections.abc import Iterable

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.emails import advertising, look
from hustings.outreach.mailings.models import Mailing


def keep(mailing: Mailing) -> None:
    """Have it wear from now on what it wears now; the caller saves ``look`` and ``label``."""
    mailing.look = mailing.label = None
    mailing.look = look.current().kept()
    label = advertising.of(mailing, Campaign.current())
    mailing.label = label.kept() if label else None


def follow(mailing: Mailing) -> None:
    """Have it wear whatever the campaign chooses; the caller saves ``look`` and ``label``."""
    mailing.look = mailing.label = None


def old(mailings: Iterable[Mailing]) -> set[int]:
    """The numbers of those that keep another look or label than they would be given now."""
    keeping = [each for each in mailings if each.look is not None]
    if not keeping:
        return set()
    worn, campaign = look.current(), Campaign.current()
    return {each.pk for each in keeping if _is_old(each, worn, campaign)}


def _is_old(mailing: Mailing, worn: look.Look, campaign: Campaign) -> bool:
    label = advertising.read(mailing.label) if mailing.label else None
    return look.read(mailing.look or {}) != worn or label != advertising.now(mailing, campaign)
