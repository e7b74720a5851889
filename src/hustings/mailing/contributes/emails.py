"""Blocks of letters, and the campaign's own look in them."""

from hustings.contributions import Contribution
from hustings.mailing import blocks, look, own_look

app = Contribution(
    blocks.offered(*blocks.OWN),
    look.owns(own_look.dressed),
)
