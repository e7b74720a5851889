"""The record of one application in HQ, its files, and whether it is eligible."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.fields.uploaded_files import KINDS
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.sent_files import sent
from hustings.networks.initiatives import actions, answers, hooks
from hustings.networks.initiatives.forms import hq as forms
from hustings.networks.initiatives.models import Application, State
from hustings.networks.initiatives.refusals import NotDone
from hustings.networks.initiatives.rights import RUN_CALLS
from hustings.networks.initiatives.views.frame import (
    application_of,
    may_run,
    sees,
    show,
    to_call,
    to_round,
)
from hustings.networks.initiatives.views.rounds import label
from hustings.people.persons.models import Person

HERE = "initiatives_hq:application"


@access.guard(sees)
@require_safe
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is known of an application."""
    return shown(request, application_of(request, pk))


def shown(request: HttpRequest, row: Application, screening: Any = None) -> HttpResponse:
    """The record; ``screening`` is a form that was sent and is wrong."""
    runs = may_run(request, row.round.call)
    is_open = row.state in {State.SENT, State.ELIGIBLE, State.INELIGIBLE} and not row.withdrawn_at
    initial = {"reasons": row.reasons.all(), "note": row.feedback}
    words = {
        "application": row, "round": row.round, "call": row.round.call, "may_run": runs,
        "said": answers.said(row, answers.questions_of(row.round)), "label": label(row),
        "attachments": row.attachments.all(), "coapplicants": row.coapplicants.order_by("pk"),
        "steps": row.steps.select_related("by"), "reasons": row.reasons.all(),
        "letters": row.letters.order_by("pk"), "parts": hooks.of_record(request, row),
        "sees_person": Person.objects.visible_to(request.user).filter(pk=row.person_id or 0).exists(),
        "may_screen": runs and is_open and not row.round.announced_at,
        "screening": screening or forms.ScreenForm(round_=row.round, initial=initial),
    }  # fmt: skip
    trail = (to_call(row.round.call), to_round(row.round))
    status = status_of(screening) if screening else 200
    return show(request, "initiatives/hq/application", row.title, words, *trail, status=status)


@needs(RUN_CALLS)
@require_POST
def screening(request: HttpRequest, pk: int) -> HttpResponse:
    """Eligible, or not and why."""
    row = application_of(request, pk, RUN_CALLS)
    form = forms.ScreenForm(request.POST, round_=row.round)
    is_eligible = request.POST.get("is_eligible") == "yes"
    if is_eligible or form.is_valid():
        said = {} if is_eligible else form.cleaned_data
        try:
            actions.screen(application=row, is_eligible=is_eligible, by=me(request), **said)
        except NotDone as refused:
            form.is_valid()
            form.add_error(None, str(refused))
            return shown(request, row, form)
        messages.success(request, _("Eligible: the jury can read it.") if is_eligible else _("Not eligible."))
        return redirect(HERE, pk)
    return shown(request, row, form)


@access.guard(sees)
@require_safe
def file(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """A file, to be saved and never shown within the site."""
    found = get_object_or_404(application_of(request, pk).attachments.all(), pk=key)
    answer = sent(found.file, KINDS[found.ending][1], name=found.name)
    answer["Cache-Control"] = "no-store"
    return answer
