"""Forms within pages of the site."""

from typing import Any

from django.http import HttpRequest

from hustings.foundation.lib.web import query_params
from hustings.site.forms.models import Questionnaire
from hustings.site.forms.views import public


class PageForms:
    def choices(self) -> list[tuple[str, str]]:
        """Those that are no drafts, by their titles."""
        return [(str(one.pk), str(one)) for one in Questionnaire.objects.exclude(opens_at=None)]

    def beginning(self, request: HttpRequest, number: str) -> dict[str, Any]:
        key = query_params.key(number)
        opened = Questionnaire.objects.exclude(opens_at=None)
        found = opened.filter(pk=key).first() if key is not None else None
        return public.beginning(request, found) if found else {}
