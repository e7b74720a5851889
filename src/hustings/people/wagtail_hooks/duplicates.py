"""Entries of duplicates in the menu of HQ."""

from django.utils.translation import gettext_lazy as _

from hustings.people import menu
from hustings.people.rights import CHANGE_PEOPLE

menu.add(_("Duplicates"), "people:duplicates", CHANGE_PEOPLE, "copy", 450)
