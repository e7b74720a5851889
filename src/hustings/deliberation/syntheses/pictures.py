"""Pictures of local debates as they are sent to browsers."""

from django.http import FileResponse, Http404

from hustings.deliberation.syntheses.models import LocalReport


def sent(report: LocalReport) -> FileResponse:
    """The file, which runs nothing and is in no search engine. Raises Http404."""
    try:
        response = FileResponse(report.picture.open("rb"), content_type="image/jpeg")
    except (FileNotFoundError, ValueError) as gone:
        raise Http404 from gone
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Robots-Tag"] = "noindex"
    return response
