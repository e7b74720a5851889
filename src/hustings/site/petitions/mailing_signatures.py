"""Signatures that followed from a mailing."""

from django.utils.translation import gettext_lazy as _

from hustings.outreach.tracking.attribution import kinds

KIND = kinds.Kind(
    "signature",
    _("signatures"),
    _("unconfirmed signatures"),
    _("Signed a petition through the mailing “%(name)s”"),
    best=_("most recipients signed"),
    readers=_("recipients who signed"),
    has_nought=False,  # most letters ask for none
)
