"""Forms in the search of HQ."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.hq import search
from hustings.people.persons.rights import sees_sums
from hustings.site.forms.models import Questionnaire


def _seen(user: Any) -> QuerySet[Questionnaire] | None:
    return Questionnaire.objects.all() if sees_sums(user) else None


FORMS = search.Rows(_seen, "texts", "forms:form")
part = search.sources(search.Source("forms", _("Forms"), "form", 70, FORMS))
