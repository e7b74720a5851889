"""Actions of the exchange, a subject a file."""

from hustings.networks.exchange.actions.answers import NotFree, TooLate, answer, ask_directly, decide, give_up
from hustings.networks.exchange.actions.cohorts import draw, publish_cohort
from hustings.networks.exchange.actions.dating import NobodyToMeet, plan, publish_dating
from hustings.networks.exchange.actions.hours import NotBooked, add_hours, book, cancel_hour
from hustings.networks.exchange.actions.meetings import NotMet, endorse, hide_endorsement, say_met
from hustings.networks.exchange.actions.members import NotInvited, invite, join, leave, pause
from hustings.networks.exchange.actions.partners import add_partner, end_partner, enter_key
from hustings.networks.exchange.actions.posts import NotRenewed, close_post, renew, save_post
