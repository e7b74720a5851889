"""The page "Background work"."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import VIEW_LOGS
from hustings.foundation.jobs import actions
from hustings.foundation.lib.web.frame import frame
from hustings.foundation.operations import state, versions


@needs(VIEW_LOGS)
def background(request: HttpRequest) -> HttpResponse:
    about = frame(_("Background work"), icon="history") | {
        "trouble": state.trouble(),
        "waiting": state.waiting(),
        "running": state.running(),
        "failed": state.failed(),
        "schedule": state.schedule(),
        "processes": state.processes(),
        "versions": versions.known(),
    }
    return render(request, "operations/background.html", about)


@require_POST
@needs(VIEW_LOGS)
def attempt(request: HttpRequest, task_id: UUID) -> HttpResponse:
    try:
        actions.try_again(task_id=task_id, by=str(request.user.pk))
        messages.success(request, _("Retrying in a moment."))
    except actions.NotFailed:
        messages.warning(request, _("This task hasn’t failed, or is already being retried."))
    except actions.AnotherIsLive:
        messages.warning(request, _("A newer task is already doing this."))
    return redirect("operations:background")
