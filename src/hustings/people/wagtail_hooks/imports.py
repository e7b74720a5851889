"""Entries of imports in the menu of HQ."""

from django.utils.translation import gettext_lazy as _

from hustings.accounts.roles import Right
from hustings.people import menu

menu.add(_("Import"), "people:imports", Right.IMPORT_PEOPLE, "upload", 500)
