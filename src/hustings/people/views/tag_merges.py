"""Merging of two tags."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from hustings.accounts import access
from hustings.accounts.access import needs
from hustings.accounts.models import User
from hustings.people import actions, forms
from hustings.people.models import Tag
from hustings.people.rights import CHANGE_PEOPLE
from hustings.people.views.deeds import faults


@needs(CHANGE_PEOPLE)
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Two tags become one, in the background."""
    found = get_object_or_404(Tag, pk=pk)
    if not access.everywhere(request.user, CHANGE_PEOPLE):
        return access.denied(request)
    assert isinstance(request.user, User)
    form = forms.MergeTagForm(request.POST, tag=found)
    if not form.is_valid():
        messages.error(request, faults(form))
        return redirect("people:tag", pk)
    operation = actions.merge_tags(tag=found, into=form.cleaned_data["into"], user=request.user)
    return redirect("people:operation", operation.pk)
