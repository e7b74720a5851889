"""Privacy: actions, one file each."""

from hustings.people.privacy.actions.erasure import erase_person
