"""Template tags for the privacy notice: the measuring of mails, as it stands in the settings."""

from typing import Any

from django import template

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.tracking.attribution import kinds

register = template.Library()


@register.inclusion_tag("tracking/measuring_words.html", takes_context=True)
def measuring_words(context: dict[str, Any]) -> dict[str, Any]:
    """A heading and a paragraph, that can't be out of date."""
    campaign = context.get("campaign") or Campaign.current()
    counts = campaign.measure_clicks != Campaign.Measuring.NOTHING
    return {"campaign": campaign, "counts": counts, "counts_replies": counts and kinds.REPLY.is_heard()}
