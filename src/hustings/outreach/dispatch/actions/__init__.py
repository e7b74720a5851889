"""Dispatch: actions, one file each."""

from hustings.outreach.dispatch.actions.alarms import go_on
from hustings.outreach.dispatch.actions.recipients import choose_recipients
from hustings.outreach.dispatch.actions.schedule import reschedule, schedule, unschedule
from hustings.outreach.dispatch.actions.send import NEVERTHELESS, cancel, pause, resume, send, undo
from hustings.outreach.dispatch.actions.starters import (
    begin_as_copy,
    begin_with,
    begin_with_template,
    drop_template,
    keep_template,
)
from hustings.outreach.dispatch.actions.test_sends import TestFailed, send_test
