"""The form by which anyone writes to the hosts of a group."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.field.groups.models import Enquiry, LocalGroup
from hustings.field.groups.submissions import enquiries
from hustings.field.groups.submissions.forms import EnquiryForm, empty_enquiry
from hustings.people.signups.public_forms import responses
from hustings.people.signups.public_forms.course import FormCourse
from hustings.people.signups.public_forms.stamp import Stamp


@csrf_exempt  # as the form to join
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(LocalGroup.objects.shown().for_lists(), pk=pk)
    return _Writing(request, group).answer()


class _Writing(FormCourse[EnquiryForm, LocalGroup]):
    part = page = "groups/enquiries/write.html"
    thanks, sent = "groups/joinings/sent_words.html", "enquiries:sent"
    called = "group"

    def empty(self, source: str, typed: Any) -> EnquiryForm:
        return empty_enquiry(source, self.request, typed)

    def bound(self, stamp: Stamp) -> EnquiryForm:
        return EnquiryForm(stamp, self.request.POST)

    def take(self, form: EnquiryForm) -> Enquiry:
        said = {"group": self.subject, "words": form.cleaned_data["words"].strip()}
        self.row = Enquiry.typed(**said, **responses.typed(self.request, form))
        enquiries.ask(enquiry=self.row)
        return self.row

    def closed(self, form: EnquiryForm, why: str) -> HttpResponse:
        assert enquiries.KIND.closed
        return enquiries.KIND.closed(self.request, self.row)
