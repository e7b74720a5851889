"""Entries of privacy in the menu of HQ."""

from django.utils.translation import gettext_lazy as _

from hustings.accounts.rights import CHANGE_SETTINGS, VIEW_LOGS
from hustings.people import menu
from hustings.people.rights import EXPORT_PEOPLE

menu.add(_("Export"), "people:export", EXPORT_PEOPLE, "download", 510)
menu.add(_("Who saw contact data"), "people:unlockings", VIEW_LOGS, "view", 900)
menu.add(_("Retention"), "people:retention", CHANGE_SETTINGS, "time", 530)
