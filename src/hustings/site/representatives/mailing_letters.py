"""Letters and calls to representatives that followed from a mailing."""

from django.utils.translation import gettext_lazy as _

from hustings.outreach.tracking.attribution import kinds

KIND = kinds.Kind(
    "appeal",
    _("contacts with representatives"),
    _("unconfirmed contacts with representatives"),
    _("Contacted representatives through the mailing “%(name)s”"),
    best=_("most recipients contacted representatives"),
    readers=_("recipients who contacted representatives"),
    has_nought=False,  # most letters ask for none
)
