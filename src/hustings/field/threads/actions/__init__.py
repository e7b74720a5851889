"""Deeds in conversations, a subject a file."""

from hustings.field.threads.actions.bulletins import (
    approve_bulletin,
    end_trust,
    obstacle,
    refuse_bulletin,
    withdraw_bulletin,
    write_bulletin,
)
from hustings.field.threads.actions.moderation import (
    By,
    NotYours,
    appeal,
    block,
    close,
    decide_appeal,
    hide,
    keep,
    reopen,
    report,
    restore,
    unblock,
)
from hustings.field.threads.actions.threads import (
    ask_for_link,
    mute,
    open_thread,
    post,
    subscribe,
)
from hustings.field.threads.posting import NotAllowed
