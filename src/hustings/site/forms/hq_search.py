"""Forms in the search of HQ."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.hq import search
from hustings.people.persons.rights import CHANGE_PEOPLE, sees_sums
from hustings.site.forms.models import Questionnaire


def _seen(user: Any) -> QuerySet[Questionnaire] | None:
    return Questionnaire.objects.all() if sees_sums(user) else None


def _address(user: Any, form: Questionnaire) -> str:
    """As in the list of forms: those who may not change one are led to its results."""
    may_change = access.everywhere(user, CHANGE_PEOPLE)
    return reverse("forms:form" if may_change else "forms:results", args=[form.pk])


FORMS = search.Rows(_seen, "texts", _address)
part = search.sources(search.Source("forms", _("Forms"), "form", 70, FORMS))
