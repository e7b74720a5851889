"""Deeds of juries: read, mark, compare, decide, tell, appeal."""

from hustings.networks.juries.actions.appeals import answer_appeal, appeal, appeals_until
from hustings.networks.juries.actions.deciding import (
    announce,
    give_feedback,
    keep_waiting,
    missing,
    promote,
    seat,
    sign,
    unseat,
    vote,
    vote_many,
)
from hustings.networks.juries.actions.inviting import (
    answer_invitation,
    declare_conflict,
    invite_juror,
    nudge,
    take_off,
)
from hustings.networks.juries.actions.reading import ask, compare, mark, next_pair
