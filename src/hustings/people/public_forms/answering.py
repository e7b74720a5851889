"""How a public form answers: a part for htmx, a page for a browser without; and who counts as one visitor."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from hustings.lib import visitors
from hustings.people.public_forms import embedded


def visitor(request: HttpRequest) -> str:
    """A digest of network and day: enough to count what came in an hour, too little to follow anybody."""
    network = visitors.network(request.META, settings.TRUSTED_PROXIES)
    if not network:
        return ""
    return salted_hmac("hustings.visitor", f"{timezone.now():%Y-%m-%d} {network}").hexdigest()[:32]


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx puts the answer into the page that is shown."""
    return bool(request.headers.get("HX-Request"))


def again(request: HttpRequest, part: str, whole: str, words: dict[str, Any]) -> HttpResponse:
    """The form once more with what was typed and what is missing: the template ``part``, or ``whole``."""
    return render(request, part if wants_part(request) else whole, words, status=422)


def many(request: HttpRequest) -> HttpResponse:
    """Too much from one network within the hour: nothing was kept."""
    name = "people/public_forms/many.html" if wants_part(request) else "429.html"
    return render(request, name, status=429)


def sent(request: HttpRequest, part: str, to: str, *args: Any) -> HttpResponse:
    """Thanks: the template ``part``, or the page at ``to``, which a reload doesn't send again."""
    where = embedded.sent(request, "")
    if wants_part(request):
        return render(request, part)
    return redirect(where) if where else redirect(to, *args)
