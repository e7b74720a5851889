"""The list of tags."""

from django import forms as django_forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.lib.web import query_params
from hustings.people.persons import actions, forms, tally
from hustings.people.persons.models import Tag, Tagging
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.persons.views import frame

SHOWN = 500


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def tags(request: HttpRequest) -> HttpResponse:
    """All tags, and one more by those who may change people everywhere."""
    may_change = access.everywhere(request.user, CHANGE_PEOPLE)
    if request.method == "POST" and not may_change:
        return access.denied(request)
    form = forms.TagForm(frame.posted(request))
    form.fields["name"].widget.attrs.pop("list", None)
    if request.method == "POST" and form.is_valid():
        tag = actions.the_tag(name=form.cleaned_data["name"], user=me(request))
        messages.success(request, _("The tag “%(tag)s” was added.") % {"tag": tag})
        return redirect("persons:tags")
    query, archived = query_params.text(request), "archived" in request.GET
    found = Tag.objects.filter(is_listed=not archived)
    if words := fold(query):
        found = found.filter(Q(key__contains=words) | Q(note__icontains=query))
    rows = list(found.order_by("group", "key")[: SHOWN + 1])
    tally.of(rows, Tagging.objects.all(), "tag", me(request))
    context = {
        "rows": rows[:SHOWN], "has_more": len(rows) > SHOWN, "form": form, "may_change": may_change,
        "q": query, "archived": archived,
        "n_archived": 0 if archived else Tag.objects.filter(is_listed=False).count(),
    }  # fmt: skip
    return frame.page(request, "persons/tags.html", context, title=_("Tags"), icon="tag")


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def tag(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a tag, or take it off everybody: for those who may change people everywhere, for all have it."""
    found = get_object_or_404(Tag, pk=pk)
    if not access.everywhere(request.user, CHANGE_PEOPLE):
        return access.denied(request)
    initial = {name: getattr(found, name) for name in ("name", "group", "note", "is_listed")}
    form = forms.TagNameForm(frame.posted(request), initial=initial)
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_tag(tag=found)
        messages.success(request, _("The tag “%(tag)s” was removed from everyone.") % {"tag": found})
        return redirect("persons:tags")
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_tag(tag=found, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("persons:tags")
        except Refused as why:
            form.add_error("name", str(why))
    context = {
        "form": form, "n_people": found.taggings.count(), "thing": found,
        "merge_form": forms.MergeTagForm(tag=found),
    }  # fmt: skip
    trail = [(reverse("persons:tags"), _("Tags"))]
    return thing(request, "persons/tag.html", context, form, str(Tag.objects.get(pk=pk)), trail, "tag")


def thing(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    form: django_forms.Form,
    title: str,
    trail: list[tuple[str, str]],
    icon: str,
) -> HttpResponse:
    return frame.page(
        request, template, context, title=title, trail=trail, icon=icon, status=422 if form.errors else 200
    )
