"""Where somebody goes on to once their page is open: a path of this site, kept with the link."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

NAME = "next"
LONGEST = 200


def asked(request: HttpRequest) -> str:
    """The path that the form or the address carries; empty for none, and for what leads elsewhere."""
    return safe(request.POST.get(NAME, "") or request.GET.get(NAME, ""))


def safe(path: str) -> str:
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours and len(path) <= LONGEST else ""
