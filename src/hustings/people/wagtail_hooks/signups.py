"""Entries of signups in the menu of HQ."""

from django.utils.translation import gettext_lazy as _

from hustings.accounts.roles import Right
from hustings.people import menu

menu.add(_("Who brings people"), "people:leaderboard", Right.VIEW_PEOPLE, "user", 420)
