"""Contacts: actions, one file each."""

from hustings.people.contacts.actions.contacts import follow_through, log_contact, remove_contact
from hustings.people.contacts.actions.follow_ups import (
    BadFollowUp,
    add_follow_up,
    finish_follow_up,
    postpone_follow_up,
    remove_follow_up,
    reopen_follow_up,
)
