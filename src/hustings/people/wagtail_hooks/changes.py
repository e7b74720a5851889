"""Entries of changes in the menu of HQ."""

from django.utils.translation import gettext_lazy as _

from hustings.people import menu
from hustings.people.rights import CHANGE_PEOPLE

menu.add(_("Operations"), "people:operations", CHANGE_PEOPLE, "history", 520)
