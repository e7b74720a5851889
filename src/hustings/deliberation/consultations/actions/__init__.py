"""Deeds in a consultation."""

from hustings.deliberation.consultations.actions.announcements import announce, go_on, stop
from hustings.deliberation.consultations.actions.entries import ENTERED, KIND, Act, add_act, do, enter
from hustings.deliberation.consultations.actions.items import edit, post, take_back
from hustings.deliberation.consultations.actions.participants import choose_name, take_part
from hustings.deliberation.consultations.actions.votes import carry_over, vote
