"""Rights on polling stations."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

VIEW_STATIONS = Right(
    "stations.view", _("see polling stations and their results"), held_by=[Role.ORGANISER, Role.COORDINATOR]
)
CHANGE_STATIONS = Right(
    "stations.change",
    _("import results and change polling stations"),
    held_by=[Role.ORGANISER],
    of_the_whole=True,
)

RIGHTS = (VIEW_STATIONS, CHANGE_STATIONS)
