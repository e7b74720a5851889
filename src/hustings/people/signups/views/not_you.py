"""“Not you?”: have this browser forget whom it is recognised as."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.people.signups import recognition
from hustings.people.signups.public_forms import responses


@never_cache
@csrf_exempt  # without our cookie, which no other site's form brings along, there is nothing to forget
@require_http_methods(["GET", "HEAD", "POST"])
def not_you(request: HttpRequest) -> HttpResponse:
    """A button, and back to the form. It shows nothing of whom it is about."""
    if request.method != "POST":
        return render(request, "signups/not_you.html", {"back": responses.page_before(request)})
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = redirect(back if is_ours and back.startswith("/") else "/")
    recognition.forget(request, response)
    return response
