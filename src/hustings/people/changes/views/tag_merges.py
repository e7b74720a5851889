"""Merging of two tags."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.people.changes import actions
from hustings.people.persons import forms
from hustings.people.persons.models import Tag
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.persons.views.record_actions import faults


@needs(CHANGE_PEOPLE)
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Tag, pk=pk)
    if not access.everywhere(request.user, CHANGE_PEOPLE):
        return access.denied(request)
    form = forms.MergeTagForm(request.POST, tag=found)
    if not form.is_valid():
        messages.error(request, faults(form))
        return redirect("persons:tag", pk)
    operation = actions.merge_tags(tag=found, into=form.cleaned_data["into"], user=me(request))
    return redirect("changes:operation", operation.pk)
