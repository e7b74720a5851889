"""Signups: actions, one file each."""

from hustings.people.signups.actions.arrivals import agreed_before, note_arrival
from hustings.people.signups.actions.newcomers import take_back, take_in
from hustings.people.signups.actions.sign_ups import request_sign_up
