"""Deeds on people, a deed a file."""

from hustings.people.persons.actions.addresses import (
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
    vouch_for_email,
)
from hustings.people.persons.actions.consents import record_consent, wording
from hustings.people.persons.actions.contact_details import move, set_status
from hustings.people.persons.actions.descriptions import (
    BadName,
    NameTaken,
    NotYours,
    add_note,
    remove_note,
    remove_tag,
    rename_tag,
    set_field,
    tag,
    the_tag,
    untag,
)
from hustings.people.persons.actions.do_not_contact import set_mark
from hustings.people.persons.actions.fields import (
    BadLimits,
    BadOptions,
    add_field,
    add_option,
    change_field,
    change_option,
    move_option,
    remove_field,
    remove_option,
)
from hustings.people.persons.actions.pending_addresses import add_by_hand, type_email
from hustings.people.persons.actions.persons import BadBirthDate, OwnNumberTaken, add_person, change_person
from hustings.people.persons.actions.relationships import (
    join_household,
    join_organisation,
    leave_household,
    leave_organisation,
    remove_organisation,
    rename_household,
    save_organisation,
    set_owner,
    set_recruiter,
)
from hustings.people.persons.actions.tags import change_tag
