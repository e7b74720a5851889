"""Uploaded pictures and files, as they are."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve


def uploaded(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file of this name; 404 also for a name that no disk could hold."""
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (OSError, ValueError) as error:
        raise Http404 from error
