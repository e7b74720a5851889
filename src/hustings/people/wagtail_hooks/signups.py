"""Entries of signups in the menu of HQ."""

from django.utils.translation import gettext_lazy as _

from hustings.people import menu
from hustings.people.rights import VIEW_PEOPLE

menu.add(_("Who brings people"), "people:leaderboard", VIEW_PEOPLE, "user", 420)
