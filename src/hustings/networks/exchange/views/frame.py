"""The frame of HQ's pages of the exchange."""

from django.utils.translation import gettext_lazy

from hustings.foundation.lib.web.frame import Pages

EXCHANGE = gettext_lazy("Exchange")
TRAIL = (("exchange_hq:overview", EXCHANGE),)
page = Pages("exchange/hq", "exchange_hq:overview", EXCHANGE, "link", top="overview")
