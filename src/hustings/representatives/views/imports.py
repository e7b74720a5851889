"""HQ: files of representatives, from the upload to the undoing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.accounts.access import needs
from hustings.accounts.roles import Right
from hustings.representatives import actions, forms
from hustings.representatives.models import Representative, RepresentativeImport
from hustings.representatives.views.directory import page, status_of, user
from hustings.territories.lines import Unreadable
from hustings.territories.models import Zone

SHOWN = 100


@needs(Right.EDIT_SITE)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The files so far, and one more."""
    form = forms.FileForm(request.POST, request.FILES) if request.method == "POST" else forms.FileForm()
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        file = said.pop("file")
        try:
            made = actions.bring(**said, file_name=file.name, content=file.read(), user=user(request))
            return redirect("representatives_hq:import", made.pk)
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
    rows = RepresentativeImport.objects.select_related("user").defer("content", "report")[:SHOWN]
    context = {"form": form, "rows": rows}
    return page(request, "imports", _("Representatives from files"), context, status_of(form))


def _file(pk: int) -> RepresentativeImport:
    rows = RepresentativeImport.objects.select_related("user").defer("content")
    return get_object_or_404(rows, pk=pk)


@needs(Right.EDIT_SITE)
@require_safe
def imported(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: what it would change, how far it is, what it did."""
    found = _file(pk)
    steps = found.report.get("steps", [])
    names = {zone.pk: zone.name for zone in Zone.objects.filter(pk__in={step["zone"] for step in steps})}
    labels = {field.name: field.verbose_name for field in Representative._meta.get_fields() if field.concrete}
    for step in steps:
        step["place"] = names.get(step["zone"], "")
        step["changes"] = [
            (labels.get(name, name), step["before"].get(name), value) for name, value in step["after"].items()
        ]
    return page(request, "import", found.file_name, {"imported": found, "steps": steps})


@needs(Right.EDIT_SITE)
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, asked again each second."""
    found = _file(pk)
    if not found.is_busy and request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "representatives/hq/_progress.html", {"imported": found})


@needs(Right.EDIT_SITE)
@require_POST
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Write it."""
    return _do(request, pk, actions.start, skip_bad=request.POST.get("skip_bad") == "on")


@needs(Right.EDIT_SITE)
@require_POST
def import_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold it against what is there now."""
    found = get_object_or_404(RepresentativeImport, pk=pk, state=RepresentativeImport.State.CHECKED)
    actions.check(imported=found)
    return redirect("representatives_hq:import", pk)


@needs(Right.EDIT_SITE)
@require_POST
def import_undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    return _do(request, pk, actions.undo, user=user(request))


@needs(Right.EDIT_SITE)
@require_POST
def import_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget it."""
    try:
        actions.put_away(imported=_file(pk))
        messages.success(request, _("The file is forgotten."))
        return redirect("representatives_hq:imports")
    except actions.NotNow as refused:
        messages.error(request, str(refused))
        return redirect("representatives_hq:import", pk)


def _do(request: HttpRequest, pk: int, deed: Any, **words: Any) -> HttpResponse:
    try:
        deed(imported=_file(pk), **words)
    except actions.NotNow as refused:
        messages.error(request, str(refused))
    return redirect("representatives_hq:import", pk)
