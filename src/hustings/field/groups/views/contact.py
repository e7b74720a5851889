"""The form by which anyone writes to the hosts of a group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.field.groups.models import Enquiry, LocalGroup
from hustings.field.groups.submissions import enquiries
from hustings.field.groups.submissions.forms import EnquiryForm, empty_enquiry
from hustings.people.signups.actions.submissions import TooMany
from hustings.people.signups.kinds import Closed
from hustings.people.signups.public_forms import responses


@csrf_exempt  # as the form to join
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the message: mail a link, or show the form again with what is missing."""
    group = get_object_or_404(LocalGroup.objects.shown().for_lists(), pk=pk)
    shown = responses.shown(request) if request.method == "POST" else None
    if shown is None:
        typed = request.POST if request.method == "POST" else None
        form = empty_enquiry(responses.page_before(request), request, typed)
        if typed is not None:
            form.say_strange()
        return _form(request, group, form, 200 if typed is None else 410)
    form = EnquiryForm(shown, request.POST)
    if form.is_trapped:
        return responses.sent(request, "groups/joinings/sent_words.html", "enquiries:sent")
    if not form.is_valid():
        return _form(request, group, form, 422)
    words = form.cleaned_data["words"].strip()
    row = Enquiry.typed(group=group, words=words, **responses.typed(request, form))
    try:
        enquiries.ask(enquiry=row)
    except Closed:
        return enquiries.KIND.closed(request, row)  # type: ignore[misc]
    except TooMany:
        form.say_many()
        return _form(request, group, form, 429)
    return responses.sent(request, "groups/joinings/sent_words.html", "enquiries:sent", row)


def _form(request: HttpRequest, group: LocalGroup, form: EnquiryForm, status: int) -> HttpResponse:
    return render(request, "groups/enquiries/write.html", {"form": form, "group": group}, status=status)
