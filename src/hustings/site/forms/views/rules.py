"""HQ's page of what looks like spam."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.persons.views import frame
from hustings.site.forms.answering import spam
from hustings.site.forms.models import SpamRules
from hustings.site.forms.spam_forms import SpamForm
from hustings.site.forms.views.building import ICON, trail


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """For those who build forms; beside what the rules would have done lately."""
    if not access.everywhere(request.user, CHANGE_PEOPLE):
        return access.denied(request)
    form = SpamForm(frame.posted(request), instance=SpamRules.current())
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. Applies to new responses."))
        return redirect("forms:spam")
    n, of = spam.would_hold(SpamRules.current())
    return frame.page(
        request, "forms/spam.html", {"form": form, "n": n, "of": of}, title=_("Spam filter"),
        trail=trail(), icon=ICON, status=422 if form.errors else 200,
    )  # fmt: skip
