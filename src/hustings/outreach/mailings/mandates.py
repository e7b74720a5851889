"""Mandates: the right to send one mailing to exactly those it was made for, without the right to send others.

A message that a host wrote to their group is for all of its members, wherever they live.
"""

from collections.abc import Callable
from typing import Any

from hustings.foundation.accounts import access
from hustings.foundation.contributions import Registry
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS

# One: whether a user answers for a mailing as it stands; asked again when its recipients are looked up
sources = Registry[Callable[[Mailing, Any], bool]]("mailings.mandates.sources")


def holds(mailing: Mailing, user: Any) -> bool:
    """Whether ``user`` may send this one to its whole segment, in whatever territory people live."""
    return any(gives(mailing, user) for gives in sources.all())


def may_send(user: Any, mailing: Mailing) -> bool:
    """Whether ``user`` may send it to anybody: by their right, or by a mandate for this one."""
    return access.may(user, SEND_MAILINGS) or holds(mailing, user)
