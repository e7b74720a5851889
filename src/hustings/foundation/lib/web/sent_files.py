"""Files that people gave, as they are sent to browsers."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404


def sent(file: FieldFile, content_type: str | None = None, *, name: str = "") -> FileResponse:
    """The file, to be saved as ``name``, or to be seen where that is empty; nothing in it runs.

    ``content_type``: None is told by the ending of ``name``. Raises Http404 where there is no file.
    """
    try:
        answer = FileResponse(
            file.open("rb"), as_attachment=bool(name), filename=name, content_type=content_type
        )
    except (FileNotFoundError, ValueError) as gone:  # ValueError: a row without one
        raise Http404 from gone
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Robots-Tag"] = "noindex"
    return answer
