"""Entries of segments in the menu of HQ."""

from django.utils.translation import gettext_lazy as _

from hustings.accounts.roles import Right
from hustings.people import menu

menu.add(_("Everybody"), "people:list", Right.VIEW_PEOPLE, "group", 100)
menu.add(_("Segments"), "people:segments", Right.VIEW_PEOPLE, "folder-inverse", 200)
