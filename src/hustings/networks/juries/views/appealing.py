"""An applicant's appeal, on the page of their application."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hustings.networks.initiatives import page_links
from hustings.networks.initiatives.hooks import Part
from hustings.networks.initiatives.models import Application, State
from hustings.networks.initiatives.refusals import NotDone
from hustings.networks.initiatives.views.public import linked, shown
from hustings.networks.juries import actions, feedback
from hustings.networks.juries.forms import AppealForm
from hustings.networks.juries.models import Appeal


def own_part(row: Application, token: str) -> Part | None:
    """The decision with its reasons, and the way to appeal."""
    if not row.round.announced_at or row.state == State.DRAFT:
        return None
    appeal = Appeal.objects.filter(application=row).first()
    until = actions.appeals_until(row) if row.is_told else None
    words = {
        "application": row, "token": token, "is_told": row.is_told,
        "paragraph": feedback.paragraph(row) if row.is_told else "",
        "reasons": feedback.of(row) if row.is_told else [], "appeal": appeal,
        "until": until, "may_appeal": bool(until and until > timezone.now() and appeal is None),
    }  # fmt: skip
    return Part("juries/public/decision.html", words)


@linked
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, row: Application) -> HttpResponse:
    """Say what is wrong; what was typed is never lost."""
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.appeal(application=row, text=form.cleaned_data["text"])
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(page_links.application(row))
    words = {"application": row, "call": row.round.call, "form": form, "token": row.link_token}
    return shown(request, "juries/public/appeal.html", words, status=422 if form.errors else 200)
