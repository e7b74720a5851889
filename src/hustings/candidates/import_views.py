"""HQ: files of candidates, from the upload to the undoing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.accounts.access import needs
from hustings.accounts.roles import Right
from hustings.candidates import actions, forms
from hustings.candidates.models import Candidacy, CandidateImport
from hustings.candidates.views import page, status_of
from hustings.territories.lines import Unreadable
from hustings.territories.models import Zone

SHOWN = 100


@needs(Right.CHANGE_CANDIDATES)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The files so far, and one more."""
    form = forms.FileForm(request.POST, request.FILES) if request.method == "POST" else forms.FileForm()
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.bring(
                election=said["election"], kind=said["kind"], file_name=said["file"].name,
                content=said["file"].read(), with_pages=said["with_pages"], user=_user(request),
            )  # fmt: skip
            return redirect("candidates:import", made.pk)
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
    rows = CandidateImport.objects.select_related("user", "election").defer("content", "report")[:SHOWN]
    return page(request, "imports", _("Candidates from files"), {"form": form, "rows": rows}, status_of(form))


def _mine(pk: int) -> CandidateImport:
    return get_object_or_404(
        CandidateImport.objects.select_related("user", "election").defer("content"), pk=pk
    )


@needs(Right.CHANGE_CANDIDATES)
@require_safe
def imported(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: what it would change, how far it is, what it did."""
    found = _mine(pk)
    steps = found.report.get("steps", [])
    names = {zone.pk: zone.name for zone in Zone.objects.filter(pk__in={step["zone"] for step in steps})}
    labels = {field.name: field.verbose_name for field in Candidacy._meta.get_fields() if field.concrete}
    for step in steps:
        step["place"] = names.get(step["zone"], "")
        step["changes"] = [
            (labels.get(name, name), step["before"].get(name), value) for name, value in step["after"].items()
        ]
    return page(request, "import", found.file_name, {"imported": found, "steps": steps})


@needs(Right.CHANGE_CANDIDATES)
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, asked again each second."""
    found = _mine(pk)
    if not found.is_busy and request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "candidates/_progress.html", {"imported": found})


@needs(Right.CHANGE_CANDIDATES)
@require_POST
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Write it."""
    return _do(request, pk, actions.start, skip_bad=request.POST.get("skip_bad") == "on")


@needs(Right.CHANGE_CANDIDATES)
@require_POST
def import_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold it against what is there now."""
    found = get_object_or_404(CandidateImport, pk=pk, state=CandidateImport.State.CHECKED)
    actions.check(imported=found)
    return redirect("candidates:import", pk)


@needs(Right.CHANGE_CANDIDATES)
@require_POST
def import_undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    return _do(request, pk, actions.undo, user=_user(request))


@needs(Right.CHANGE_CANDIDATES)
@require_POST
def import_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget it."""
    try:
        actions.put_away(imported=_mine(pk))
        messages.success(request, _("The file is forgotten."))
        return redirect("candidates:imports")
    except actions.NotNow as refused:
        messages.error(request, str(refused))
        return redirect("candidates:import", pk)


def _do(request: HttpRequest, pk: int, deed: Any, **words: Any) -> HttpResponse:
    try:
        deed(imported=_mine(pk), **words)
    except actions.NotNow as refused:
        messages.error(request, str(refused))
    return redirect("candidates:import", pk)


def _user(request: HttpRequest) -> Any:
    return request.user
