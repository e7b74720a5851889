"""Entries of duplicates in the menu of HQ."""

from django.utils.translation import gettext_lazy as _

from hustings.accounts.roles import Right
from hustings.people import menu

menu.add(_("Duplicates"), "people:duplicates", Right.CHANGE_PEOPLE, "copy", 450)
