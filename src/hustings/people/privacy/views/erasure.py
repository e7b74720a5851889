"""Erase one person, after a question."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings.foundation.accounts.access import me, needs
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.people.privacy import actions, forms


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def erase(request: HttpRequest, uid: UUID) -> HttpResponse:
    someone = frame.person(request, uid, CHANGE_PEOPLE)
    form = forms.EraseForm(frame.posted(request))
    if request.method == "POST" and form.is_valid():
        actions.erase_person(person=someone, user=me(request))
        messages.success(request, _("The person was erased."))
        return redirect(reverse("segments:list"))
    return frame.page(
        request, "privacy/erase.html", {"form": form, "person": someone},
        title=_("Erase"), trail=frame.people_trail(someone), icon="bin", status=422 if form.errors else 200,
    )  # fmt: skip
