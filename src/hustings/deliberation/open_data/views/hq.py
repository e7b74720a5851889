"""HQ: contributions of another tool, uploaded into a step."""

from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hustings.deliberation.consultations.models import Consultation, Phase
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.consultations.views import hq_frame as hq
from hustings.deliberation.open_data.files import opening, writing
from hustings.deliberation.open_data.files.records import BadLine
from hustings.deliberation.open_data.forms.importing import ImportForm
from hustings.foundation.accounts.access import needs


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def items(request: HttpRequest, pk: int) -> HttpResponse:
    """Take all of a file, or nothing with the line that is wrong; what came before is passed over."""
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
                done = writing.write(
                    phase, opening.records(form.cleaned_data["file"]), language=form.cleaned_data["language"]
                )
            except BadLine as bad:
                words = {"line": bad.line, "problem": bad.problem}
                form.add_error("file", _("Line %(line)s: %(problem)s Nothing was imported.") % words)
            else:
                messages.success(request, _said(done))
                return redirect("consultations_hq:phase", phase.pk)
    where = (reverse("consultations_hq:phase", args=[phase.pk]), str(phase))
    title = _("Import contributions")
    context = {"form": form, "phase": phase}
    return hq.page(
        request, "open_data/hq/import.html", title, phase.consultation, context, status=status, trail=(where,)
    )


def _said(done: writing.Written) -> str:
    n = sum(done.items.values())
    words = ngettext("%(n)s contribution imported.", "%(n)s contributions imported.", n) % {"n": intcomma(n)}
    if done.n_known:
        known = ngettext("%(n)s was there already.", "%(n)s were there already.", done.n_known)
        words += " " + known % {"n": intcomma(done.n_known)}
    return words
