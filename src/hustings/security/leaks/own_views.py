"""The index of our own mail: of what it is made, and how far that is."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.login.adapter import address_of
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.lib.web.frame import frame
from hustings.security.incidents.models import Source, Study
from hustings.security.incidents.sources import mailbox_study
from hustings.security.incidents.views import studies
from hustings.security.leaks import actions, mail_index
from hustings.security.leaks.models import own as own_folder

_MOST = 500


def _standing() -> dict[str, Any]:
    return mailbox_study.standing(Study.Purpose.COPIES) | {"watch": reverse("leaks:own_progress")}


@require_safe
@never_cache
@needs(GUARD_MAIL)
def own(request: HttpRequest) -> HttpResponse:
    above = reverse("leaks:index"), _("Leaked e-mails")
    context = frame(_("Our own e-mails"), above, icon="warning") | _standing()
    context |= {
        "sources": list(Source.objects.whole()[:_MOST]), "folder": own_folder(),
        "files": actions.files_of_own()[:_MOST],
        "has_index": mail_index.index().exists(),
    }  # fmt: skip
    return render(request, "leaks/own.html", context)


@require_safe
@never_cache
@needs(GUARD_MAIL)
def progress(request: HttpRequest) -> HttpResponse:
    """The part of the page that changes; the whole page anew once it is done."""
    return studies.part(request, _standing())


@require_POST
@needs(GUARD_MAIL)
def deeds(request: HttpRequest) -> HttpResponse:
    by: dict[str, Any] = {"user": request.user, "address": address_of(request)}
    wanted = request.POST.get("do")
    try:
        if wanted == "forget":
            actions.forget_own(**by)
            messages.success(request, _("Index deleted."))
        elif wanted in ("read", "anew"):
            actions.index_own(anew=wanted == "anew", **by)
            messages.success(request, _("Reading our e-mails. You can leave this page."))
    except actions.NothingToIndex:
        says = _("Nothing to read: copy e-mails to the server, or allow a mailbox to be read in full.")
        messages.error(request, says)
    except actions.CaseOpen:
        messages.error(request, _("A case is using this index: wait until it is finished."))
    return redirect("leaks:own")
