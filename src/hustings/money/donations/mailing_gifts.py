"""Donations that came of a mailing."""

from django.utils.translation import gettext_lazy as _

from hustings.outreach.tracking.attribution import kinds

KIND = kinds.Kind(
    "gift",
    _("donations"),
    _("donations not paid yet"),
    _("Gave through the mailing “%(name)s”"),
    best=_("most recipients gave"),
    readers=_("recipients who gave"),
    has_nought=False,  # most letters ask for none
)
