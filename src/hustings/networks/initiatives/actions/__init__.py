"""Deeds of calls: set up, apply, check."""

from hustings.networks.initiatives.actions.applying import (
    add_file,
    begin,
    hand_in,
    invite,
    known_names,
    remove_file,
    withdraw,
    write,
)
from hustings.networks.initiatives.actions.rounds import new_call, new_round, publish
from hustings.networks.initiatives.actions.screening import screen, screen_many
