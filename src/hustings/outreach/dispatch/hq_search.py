"""Mailings in the search of HQ."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.hq import search
from hustings.outreach.mailings.models import Mailing


def _seen(user: Any) -> QuerySet[Mailing] | None:
    if not access.may(user, VIEW_MAILINGS):
        return None
    return Mailing.objects.exclude(kind=Mailing.Kind.STEP)


MAILINGS = search.Rows(_seen, "name", "dispatch:mailing", lambda mailing: mailing.get_state_display())
part = search.sources(search.Source("mailings", _("Mailings"), "mail", 30, MAILINGS))
