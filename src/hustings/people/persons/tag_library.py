"""Tags and fields are the whole campaign's: all who change people use them, few add to them."""

from typing import Any

from hustings.foundation.accounts import access
from hustings.people.persons.rights import CHANGE_PEOPLE


def may_add(user: Any) -> bool:
    """Whether ``user`` may name new tags and fields; None is the program itself."""
    return user is None or access.everywhere(user, CHANGE_PEOPLE)
