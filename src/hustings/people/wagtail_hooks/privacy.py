"""Entries of privacy in the menu of HQ."""

from django.utils.translation import gettext_lazy as _

from hustings.accounts.roles import Right
from hustings.people import menu

menu.add(_("Export"), "people:export", Right.EXPORT_PEOPLE, "download", 510)
menu.add(_("Who saw contact data"), "people:unlockings", Right.VIEW_LOGS, "view", 900)
menu.add(_("Retention"), "people:retention", Right.CHANGE_SETTINGS, "time", 530)
