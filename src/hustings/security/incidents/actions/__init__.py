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
    blocks,
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

__all__ = [
    "Refused",
    "TooMany",
    "accept",
    "add_guard",
    "block_lookalike",
    "blocks",
    "confirm_lookalike",
    "deal",
    "doubt_lookalike",
    "drop_lookalike",
    "end_rule",
    "hear",
    "is_summary",
    "judge",
    "keep_source",
    "learn",
    "learn_daily",
    "merge",
    "needed",
    "note_lost",
    "note_moved",
    "open_lookalikes",
    "order",
    "order_everywhere",
    "proposal",
    "refuse",
    "remove_source",
    "report",
    "reporter",
    "reset",
    "revoke",
    "rule",
    "say",
    "say_of_report",
    "set_aside",
    "split",
    "sum_up",
    "take_in",
    "tidy",
    "try_out",
    "unblock_lookalike",
    "undo",
    "unlearn",
    "used",
    "watched_in",
]
