"""Links to one thread: from mails, and mailed again to a device that is remembered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.threads import actions, circles, viewers
from hustings.field.threads.models import Thread, ThreadLink
from hustings.field.threads.views.pages import page, shut


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Target of a mail's link: a button to press, since programs follow links. It opens this thread once."""
    found = ThreadLink.objects.of_token(token)
    if found is None:
        return shut(request, None)
    viewer = viewers.of(request)
    if viewer and viewer.person.pk == found.person_id and viewer.may_read(found.thread):
        return redirect("threads:thread", found.thread_id)
    if request.method != "POST":
        return page(request, "link", {})
    circle = circles.find(found.thread.kind, found.thread.subject)
    if circle is None or not circle.has(found.person_id) or not found.use():
        return page(request, "link", {"is_spent": True}, 410)
    answer = redirect("threads:thread", found.thread_id)
    viewers.keep_pass(answer, found)
    return answer


@csrf_exempt  # mail programs press it too (RFC 8058); all it does is to send less
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mute(request: HttpRequest, token: str) -> HttpResponse:
    """Target of a mail's link to mute its thread: a button that needs no other proof."""
    found = ThreadLink.objects.of_token(token)
    if found is None:
        return shut(request, None)
    if request.method == "POST":
        actions.mute(thread=found.thread, person=found.person, is_muted=True)
    return page(request, "link_mute", {"is_done": request.method == "POST"})


@never_cache
@require_POST
def request_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail a fresh link to the mailbox that this device proved; nobody else learns of it."""
    viewer = viewers.of(request)
    if viewer is None:
        return shut(request, None)
    thread = get_object_or_404(Thread, pk=pk)
    viewers.room(viewer, circles.get(thread.kind, thread.subject))
    actions.ask_for_link(thread=thread, person=viewer.person)
    return page(request, "link_sent", {})
