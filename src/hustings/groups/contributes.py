"""Manifest of local groups: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.accounts import menu, roles
from hustings.contributions import Contribution
from hustings.groups import rights

app = Contribution(
    menu.sections(menu.Section("hustings.groups.urls", "local-groups/")),
    menu.entries(menu.Entry(_("Local groups"), "groups:groups", rights.CHANGE_GROUPS, "group", 224)),
    roles.rights(*rights.RIGHTS),
)
