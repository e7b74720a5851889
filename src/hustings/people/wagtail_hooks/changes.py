"""Entries of changes in the menu of HQ."""

from django.utils.translation import gettext_lazy as _

from hustings.accounts.roles import Right
from hustings.people import menu

menu.add(_("Operations"), "people:operations", Right.CHANGE_PEOPLE, "history", 520)
