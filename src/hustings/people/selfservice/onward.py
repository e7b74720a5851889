"""Where somebody goes on to once their page is open: a path of this site, kept with the link."""

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

NAME = "next"
LONGEST = 200


def asked(request: HttpRequest) -> str:
    """The path that the form or the address carries; empty for none, and for what leads elsewhere."""
    return safe(request.POST.get(NAME, "") or request.GET.get(NAME, ""))


def ask(request: HttpRequest) -> HttpResponseRedirect:
    """To the form for the link, which says why; from it one goes on to where one wanted to be."""
    to = safe(request.get_full_path()) if request.method in {"GET", "HEAD"} else asked(request)
    said = {"ended": "1"} | ({NAME: to} if to and to != reverse("own_page:me") else {})
    return HttpResponseRedirect(f"{reverse('own_page:ask')}?{urlencode(said)}")


def safe(path: str) -> str:
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours and len(path) <= LONGEST else ""
