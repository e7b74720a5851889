"""Signatures on their way out, with their proof."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.text import xlsx
from hustings.people.persons.access import masking
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import EXPORT_PEOPLE
from hustings.site.petitions import export_rows
from hustings.site.petitions import proof as chain
from hustings.site.petitions.actions import exports
from hustings.site.petitions.forms import ExportForm
from hustings.site.petitions.views import hq

_CSV = "text/csv; charset=utf-8"
FILES = {
    "xlsx": (xlsx.TYPE, ".xlsx"), "csv": (_CSV, ".csv"), "summary": (_CSV, "-summary.csv"),
    "chain": ("application/jsonl", "-chain.jsonl"), "program": ("text/x-python", "-verify.py"),
}  # fmt: skip


@needs(EXPORT_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """Say how and what for; the answer is the file."""
    found = hq.found(pk)
    form = ExportForm(hq.posted(request))
    if form.is_valid():
        try:
            pieces = exports.export(petition=found, user=me(request), **form.cleaned_data)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            type_, end = FILES[form.cleaned_data["format"]]
            answer = StreamingHttpResponse(pieces, content_type=type_)
            name = f"petition-{found.pk}-{timezone.localdate()}{end}"
            answer["Content-Disposition"] = f'attachment; filename="{name}"'
            return answer
    context = {"form": form, "hides": masking.hides(me(request)), "columns": export_rows.HEADER}
    return hq.show(request, "export", found, context, _("Export"), 422 if form.errors else 200)


@needs(EXPORT_PEOPLE)
@require_POST
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the whole chain now and say what was found."""
    found = hq.found(pk)
    if not access.everywhere(request.user, EXPORT_PEOPLE):
        return access.denied(request)
    chain.seal(found.pk)
    told = chain.prove(found.pk)
    if told.fault:
        messages.error(request, told.fault.says)
    else:
        words = {"n": told.n, "head": told.head}
        messages.success(
            request, _("The chain is valid for all %(n)d signatures. It ends at %(head)s.") % words
        )
    return redirect("petitions_hq:petition", pk)
