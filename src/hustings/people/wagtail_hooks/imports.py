"""Entries of imports in the menu of HQ."""

from django.utils.translation import gettext_lazy as _

from hustings.people import menu
from hustings.people.rights import IMPORT_PEOPLE

menu.add(_("Import"), "people:imports", IMPORT_PEOPLE, "upload", 500)
