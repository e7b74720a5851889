"""Deeds on people, a deed a file."""

from hustings.people.actions.addresses import (
    BadEmail,
    EmailTaken,
    WasErased,
    add_email,
    add_phone,
    add_postal_address,
    find_by_address,
    put_email_first,
    read_email,
    remove_email,
    remove_phone,
    remove_postal_address,
)
from hustings.people.actions.consents import record_consent, wording
from hustings.people.actions.contacts import NotYet, follow_through, log_contact, remove_contact
from hustings.people.actions.descriptions import (
    BadName,
    EmptyNote,
    NameTaken,
    add_field,
    add_note,
    remove_field,
    remove_note,
    remove_tag,
    rename_field,
    rename_tag,
    set_field,
    tag,
    the_tag,
    untag,
)
from hustings.people.actions.erasing import erase_person
from hustings.people.actions.follow_ups import (
    BadFollowUp,
    add_follow_up,
    finish_follow_up,
    postpone_follow_up,
    remove_follow_up,
    reopen_follow_up,
)
from hustings.people.actions.marks import set_mark
from hustings.people.actions.persons import BadBirthDate, OwnNumberTaken, add_person, change_person
from hustings.people.actions.reach import move, set_status
from hustings.people.actions.segments import NoName, SegmentNeeded, remove_segment, save_segment
from hustings.people.actions.sign_ups import (
    TooManySignUps,
    confirm_sign_up,
    forget_sign_ups,
    mail_sign_up_again,
    request_sign_up,
)
from hustings.people.phones import BadNumber
from hustings.people.refusals import Refused
from hustings.people.values import BadValue

__all__ = [
    "BadBirthDate",
    "BadEmail",
    "BadFollowUp",
    "BadName",
    "BadNumber",
    "BadValue",
    "EmailTaken",
    "EmptyNote",
    "NameTaken",
    "NoName",
    "NotYet",
    "OwnNumberTaken",
    "Refused",
    "SegmentNeeded",
    "TooManySignUps",
    "WasErased",
    "add_email",
    "add_field",
    "add_follow_up",
    "add_note",
    "add_person",
    "add_phone",
    "add_postal_address",
    "change_person",
    "confirm_sign_up",
    "erase_person",
    "find_by_address",
    "finish_follow_up",
    "follow_through",
    "forget_sign_ups",
    "log_contact",
    "mail_sign_up_again",
    "move",
    "postpone_follow_up",
    "put_email_first",
    "read_email",
    "record_consent",
    "remove_contact",
    "remove_email",
    "remove_field",
    "remove_follow_up",
    "remove_note",
    "remove_phone",
    "remove_postal_address",
    "remove_segment",
    "remove_tag",
    "rename_field",
    "rename_tag",
    "reopen_follow_up",
    "request_sign_up",
    "save_segment",
    "set_field",
    "set_mark",
    "set_status",
    "tag",
    "the_tag",
    "untag",
    "wording",
]
