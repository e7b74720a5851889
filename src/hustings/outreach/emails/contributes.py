"""Blocks of letters, and the campaign's own look in them."""

from hustings.foundation.contributions import Contribution
from hustings.outreach.emails import blocks, campaign_look, look

app = Contribution(
    blocks.offered(*blocks.OWN),
    look.owns(campaign_look.dressed),
)
