"""Petitions in the search of HQ."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.hq import search
from hustings.people.persons.rights import sees_sums
from hustings.site.petitions.models import Petition


def _seen(user: Any) -> QuerySet[Petition] | None:
    return Petition.objects.all() if sees_sums(user) else None


PETITIONS = search.Rows(_seen, "titles", "petitions_hq:petition")
part = search.sources(search.Source("petitions", _("Petitions"), "edit", 60, PETITIONS))
