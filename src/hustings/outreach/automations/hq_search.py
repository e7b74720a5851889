"""Sequences in the search of HQ."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.hq import search
from hustings.outreach.automations.models import Sequence


def _seen(user: Any) -> QuerySet[Sequence] | None:
    return Sequence.objects.all() if access.may(user, VIEW_MAILINGS) else None


SEQUENCES = search.Rows(_seen, "name", "automations:sequence")
part = search.sources(search.Source("sequences", _("Sequences"), "clipboard-list", 50, SEQUENCES))
