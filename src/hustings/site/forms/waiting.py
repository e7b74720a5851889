"""To-dos: responses that were put aside by the rules."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.lib import todos
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.site.forms.models import Questionnaire, Response


def due(user: Any) -> Iterable[todos.Todo]:
    if not access.everywhere(user, CHANGE_PEOPLE):
        return
    held = Response.objects.filter(confirmed_at=None, aside_at__isnull=False).exclude(why=Response.Why.HAND)
    counts = dict(held.order_by().values_list("questionnaire").annotate(n=Count("pk")))
    for form in Questionnaire.objects.filter(pk__in=counts):
        n = counts[form.pk]
        words = ngettext(
            "%(n)d response to “%(form)s” flagged as spam to review",
            "%(n)d responses to “%(form)s” flagged as spam to review", n,
        )  # fmt: skip
        yield todos.Todo(
            words % {"n": n, "form": form}, f"{reverse('forms:responses', args=[form.pk])}?aside"
        )
