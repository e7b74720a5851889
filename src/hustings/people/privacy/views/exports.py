"""HQ's page for taking people out as a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.web import query_params
from hustings.people.persons.access import masking
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import EXPORT_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.privacy.actions import exports
from hustings.people.privacy.forms.exports import ExportForm
from hustings.people.privacy.models import Export, ExportPlan

LATEST = 20
PLANS = 100


@needs(EXPORT_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Choose people and columns; the answer is the file."""
    plans = ExportPlan.objects.visible_to(me(request))
    key = query_params.key(request.GET.get("plan", ""))
    plan = plans.filter(pk=key).first() if key else None
    form = ExportForm(frame.posted(request), user=me(request), plan=plan)
    if form.is_valid():
        try:
            return _file(me(request), form)
        except Refused as why:
            form.add_error("columns", str(why))
    latest = Export.objects.select_related("user")
    if not access.everywhere(me(request), EXPORT_PEOPLE):
        latest = latest.filter(user=me(request).pk)
    context = {
        "form": form, "exports": latest[:LATEST], "plans": plans[:PLANS], "plan": plan,
        "hides": masking.hides(me(request)),
    }  # fmt: skip
    return frame.page(
        request, "privacy/export.html", context, title=_("Export people"), icon="download",
        status=422 if form.errors else 200,
    )  # fmt: skip


def _file(user: User, form: ExportForm) -> StreamingHttpResponse:
    chosen = form.cleaned_data
    how = {name: chosen[name] for name in ("format", "delimiter")}
    _row, pieces = exports.export(
        user=user, chosen=chosen["columns"], segment=chosen["segment"], bom=chosen["bom"],
        reason=chosen["reason"], **how,
    )  # fmt: skip
    if name := chosen["keep_as"].strip():
        exports.keep_plan(
            user=user, name=name, is_shared=chosen["is_shared"], columns=chosen["columns"], **how
        )
    answer = StreamingHttpResponse(pieces, content_type=exports.FORMATS[chosen["format"]])
    day = timezone.localdate().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="people-{day}.{chosen["format"]}"'
    answer["Cache-Control"] = "no-store"
    return answer


@needs(EXPORT_PEOPLE)
@require_POST
def forget_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a kept choice: one's own, or any for those without a limit of territory."""
    plans = ExportPlan.objects.visible_to(request.user)
    if not access.everywhere(request.user, EXPORT_PEOPLE):
        plans = plans.filter(user=request.user.pk)
    get_object_or_404(plans, pk=pk).delete()
    messages.success(request, _("The saved export was removed."))
    return redirect("privacy:export")
