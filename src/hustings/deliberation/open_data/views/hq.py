"""HQ: contributions of another tool, uploaded into a step, followed and undone."""

from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.deliberation.consultations.models import Consultation, Phase
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.consultations.views import hq_frame as hq
from hustings.deliberation.open_data import actions
from hustings.deliberation.open_data.files.records import BadLine
from hustings.deliberation.open_data.forms.importing import ImportForm
from hustings.deliberation.open_data.models import ContributionImport
from hustings.foundation.accounts.access import me, needs

SHOWN = 100  # imports of a step


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
@hq.once
def items(request: HttpRequest, pk: int) -> HttpResponse:
    """The imports of a step, and one more; what is no such file is refused at once."""
    rows = Phase.objects.filter(consultation__in=Consultation.objects.visible_to(request.user))
    phase = get_object_or_404(rows.select_related("consultation"), pk=pk)
    form = ImportForm(
        request.POST or None, request.FILES or None, initial={"language": request.LANGUAGE_CODE}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = actions.bring(phase=phase, user=me(request), **form.cleaned_data)
            except BadLine as bad:
                words = {"line": bad.line, "problem": bad.problem}
                form.add_error("file", _("Line %(line)s: %(problem)s Nothing was imported.") % words)
            else:
                return redirect("open_data_hq:file", made.pk)
    imports = ContributionImport.objects.filter(phase=phase).select_related("user").defer("keys")
    context = {"form": form, "phase": phase, "imports": imports[:SHOWN]}
    return hq.page(
        request, "open_data/hq/import.html", _("Import contributions"), phase.consultation, context,
        status=status, trail=(_step(phase),),
    )  # fmt: skip


@needs(RUN)
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: how far it is, what it did, or the line that is wrong."""
    imported = _found(request, pk)
    again = reverse("open_data_hq:import", args=[imported.phase_id])
    context = {"imported": imported, "result": _said(imported), "again": again}
    trail = (_step(imported.phase), (again, _("Import contributions")))
    return hq.page(
        request,
        "open_data/hq/file.html",
        imported.file_name,
        imported.phase.consultation,
        context,
        trail=trail,
    )


@needs(RUN)
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress of an import; the whole page anew once it has ended."""
    imported = _found(request, pk)
    if not imported.is_busy and request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "open_data/hq/_progress.html", {"imported": imported})


@needs(RUN)
@require_POST
def undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an import; why not stands on its page."""
    imported = _found(request, pk)
    try:
        actions.undo(imported=imported, user=me(request))
    except actions.NotNow:
        messages.error(request, _("There is nothing to undo."))
    return redirect("open_data_hq:file", imported.pk)


def _found(request: HttpRequest, pk: int) -> ContributionImport:
    rows = ContributionImport.objects.visible_to(request.user).defer("keys")
    return get_object_or_404(rows.select_related("phase__consultation", "user", "undone_by"), pk=pk)


def _step(phase: Phase) -> tuple[str, str]:
    return reverse("consultations_hq:phase", args=[phase.pk]), str(phase)


def _said(done: ContributionImport) -> str:
    if done.state != done.State.DONE:
        return ""
    n = done.n_written
    words = ngettext("%(n)s contribution imported.", "%(n)s contributions imported.", n) % {"n": intcomma(n)}
    if done.n_known:
        known = ngettext("%(n)s was there already.", "%(n)s were there already.", done.n_known)
        words += " " + known % {"n": intcomma(done.n_known)}
    return words
