"""The number of members on a page from memory, as it is now."""

from django.utils import translation
from django.utils.translation import ngettext

from hustings.field.groups.models import Membership
from hustings.foundation.lib.web import live_fragments

NAME = "group_members"


def write(argument: str) -> str:
    """The members of ``number.language`` in words; nothing for a group without any."""
    number, _dot, language = argument.partition(".")
    n = Membership.objects.members().filter(group=int(number)).count() if number.isdigit() else 0
    if not n:
        return ""
    with translation.override(language or None):
        return ngettext("%(n)s member", "%(n)s members", n) % {"n": n}


PART = live_fragments.Part(NAME, write)
