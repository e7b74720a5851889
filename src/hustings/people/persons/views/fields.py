"""The campaign's own fields: their list, each one's page, and the choices that it offers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.idempotency import Refusal
from hustings.people.persons import actions, forms, tally
from hustings.people.persons.models import Field, FieldOption, FieldValue
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.people.persons.views.record_actions import faults
from hustings.people.persons.views.tags import thing


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def fields(request: HttpRequest) -> HttpResponse:
    """All fields, and one more by those who may change people everywhere."""
    may_change = access.everywhere(request.user, CHANGE_PEOPLE)
    if request.method == "POST" and not may_change:
        return access.denied(request)
    form = forms.FieldForm(frame.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            field = actions.add_field(**form.cleaned_data, user=me(request))
            messages.success(request, _("The field was added."))
            return redirect("persons:field", field.pk) if field.has_options else redirect("persons:fields")
        except Refused as why:
            form.add_error("options" if isinstance(why, actions.BadOptions) else "label", str(why))
    rows = tally.of(list(Field.objects.all()), FieldValue.objects.all(), "field", me(request))
    status = 422 if form.errors else 200
    context = {"rows": rows, "form": form, "may_change": may_change}
    return frame.page(
        request, "persons/fields.html", context, title=_("Custom fields"), icon="list-ul", status=status
    )


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def field(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a field, or forget it: for those who may change people everywhere, for all fill it."""
    found = get_object_or_404(Field, pk=pk)
    if not access.everywhere(request.user, CHANGE_PEOPLE):
        return access.denied(request)
    form = forms.FieldForm(frame.posted(request), field=found)
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_field(field=found)
        messages.success(request, _("The field “%(field)s” was deleted.") % {"field": found})
        return redirect("persons:fields")
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_field(field=found, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("persons:fields")
        except Refused as why:
            form.add_error("label", str(why))
    context = {
        "form": form, "n_people": found.values.values("person").distinct().count(), "thing": found,
        "options": _options(found) if found.has_options else [],
    }  # fmt: skip
    trail = [(reverse("persons:fields"), _("Custom fields"))]
    return thing(
        request, "persons/field.html", context, form, Field.objects.get(pk=pk).label, trail, "list-ul"
    )


def _options(found: Field) -> list[tuple[FieldOption, int]]:
    counts = dict(found.values.order_by().values_list("option").annotate(n=Count("pk")))
    return [(option, counts.get(option.pk, 0)) for option in found.options.all()]


def _of_field(form_class: type[django_forms.Form] | None = None) -> Callable[[Callable[..., str]], Any]:
    """Guard, load the field and the choice, read the form, do the deed, back to the field's page."""

    def decorate(do: Callable[..., str]) -> Any:
        @needs(CHANGE_PEOPLE)
        @require_POST
        @once
        @wraps(do)
        def view(request: HttpRequest, pk: int, option: int | None = None) -> HttpResponse:
            found = get_object_or_404(Field.objects.filter(kind__in=Field.WITH_OPTIONS), pk=pk)
            if not access.everywhere(request.user, CHANGE_PEOPLE):
                return access.denied(request)
            what: Any = get_object_or_404(found.options, pk=option) if option else found
            form = form_class(request.POST) if form_class else None
            back = reverse("persons:field", args=[pk]) + "#choices"
            if form and not form.is_valid():
                messages.error(request, faults(form))
                return Refusal(back)
            try:
                messages.success(request, do(what, **(form.cleaned_data if form else {})))
            except Refused as why:
                messages.error(request, str(why))
                return Refusal(back)
            return redirect(back)

        return view

    return decorate


@_of_field(forms.OptionForm)
def add_option(field: Field, label: str, is_listed: bool) -> str:
    return _("%(what)s was added.") % {"what": actions.add_option(field=field, label=label)}


@_of_field(forms.OptionForm)
def change_option(option: FieldOption, label: str, is_listed: bool) -> str:
    actions.change_option(option=option, label=label, is_listed=is_listed)
    return _("Saved.")


@_of_field(forms.MoveOptionForm)
def move_option(option: FieldOption, is_up: bool) -> str:
    actions.move_option(option=option, is_up=is_up)
    return _("%(what)s was moved.") % {"what": option}


@_of_field()
def remove_option(option: FieldOption) -> str:
    actions.remove_option(option=option)
    return _("%(what)s was removed.") % {"what": option}
