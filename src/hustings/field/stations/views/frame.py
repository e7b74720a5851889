"""The frame of pages about polling stations."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from hustings.field.stations.rights import CHANGE_STATIONS
from hustings.foundation.accounts import access
from hustings.foundation.lib.web.frame import Pages

page = Pages(
    "stations/hq", "stations:stations", gettext_lazy("Polling stations"), "site",
    about=lambda request: {"may_change": may_change(request)},
)  # fmt: skip


def may_change(request: HttpRequest) -> bool:
    return access.may(request.user, CHANGE_STATIONS)
