"""How a form looks and where its ways lead, before it is open. Nothing is kept."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.foundation.accounts.access import needs
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.site.forms.models import Questionnaire
from hustings.site.forms.views import public


@csrf_exempt  # it writes nothing
@needs(VIEW_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    found = get_object_or_404(Questionnaire, pk=pk)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        return public.walk(request, found, send=None)
