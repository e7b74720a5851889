"""Deeds on mailings, a deed a file."""

from hustings.mailing.actions.alarms import go_on
from hustings.mailing.actions.approving import approve, ask_for_approval, send_back
from hustings.mailing.actions.archiving import put_in, take_out
from hustings.mailing.actions.beginnings import (
    begin_as_copy,
    begin_with,
    begin_with_template,
    drop_template,
    keep_template,
)
from hustings.mailing.actions.checking import look_outside
from hustings.mailing.actions.commenting import (
    answer,
    comment_on,
    drop_comment,
    read_comment,
    reopen,
    resolve,
)
from hustings.mailing.actions.doubts import count_unsure_as_sent, send_unsure_again
from hustings.mailing.actions.leaving import (
    is_not_me,
    leave_topic,
    refuse_measuring,
    resubscribe,
    unsubscribe,
)
from hustings.mailing.actions.looks import choose_look, drop_look
from hustings.mailing.actions.planning import reschedule, schedule, unschedule
from hustings.mailing.actions.returns import take_back, try_again
from hustings.mailing.actions.sending import NEVERTHELESS, Stopped, cancel, pause, resume, send, undo
from hustings.mailing.actions.sequence_approvals import ask_for_letters
from hustings.mailing.actions.testing import TestFailed, send_test
from hustings.mailing.actions.trials import choose_version, drop_trial, set_up_trial
from hustings.mailing.refusals import Refused

__all__ = [
    "NEVERTHELESS",
    "Refused",
    "Stopped",
    "TestFailed",
    "answer",
    "approve",
    "ask_for_approval",
    "ask_for_letters",
    "begin_as_copy",
    "begin_with",
    "begin_with_template",
    "cancel",
    "choose_look",
    "choose_version",
    "comment_on",
    "count_unsure_as_sent",
    "drop_comment",
    "drop_look",
    "drop_template",
    "drop_trial",
    "go_on",
    "is_not_me",
    "keep_template",
    "leave_topic",
    "look_outside",
    "pause",
    "put_in",
    "read_comment",
    "refuse_measuring",
    "reopen",
    "reschedule",
    "resolve",
    "resubscribe",
    "resume",
    "schedule",
    "send",
    "send_back",
    "send_test",
    "send_unsure_again",
    "set_up_trial",
    "take_back",
    "take_out",
    "try_again",
    "undo",
    "unschedule",
    "unsubscribe",
]
