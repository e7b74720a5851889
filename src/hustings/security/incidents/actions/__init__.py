"""Actions on guarded mail."""

from hustings.security.incidents.actions.commands import hear, order, order_everywhere
from hustings.security.incidents.actions.feedback import (
    accept,
    proposal,
    refuse,
    reset,
    say,
    say_of_report,
    undo,
)
from hustings.security.incidents.actions.incidents import Refused, deal, end_rule, judge, merge, rule, split
from hustings.security.incidents.actions.intake import take_in
from hustings.security.incidents.actions.lookalikes import (
    block_lookalike,
    confirm_lookalike,
    doubt_lookalike,
    drop_lookalike,
    is_summary,
    open_lookalikes,
    sum_up,
    unblock_lookalike,
    used,
)
from hustings.security.incidents.actions.reports import TooMany, note_moved, report, reporter
from hustings.security.incidents.actions.retention import needed, set_aside, tidy, watched_in
from hustings.security.incidents.actions.sources import add_guard, keep_source, remove_source, revoke, try_out
from hustings.security.incidents.actions.studies import learn, learn_daily, note_lost, unlearn
