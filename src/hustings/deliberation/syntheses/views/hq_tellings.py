"""HQ: tell everyone who took part, once a step."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings.deliberation.consultations.announcements import audience, listing
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.syntheses import actions
from hustings.deliberation.syntheses.forms.tellings import TellingForm
from hustings.deliberation.syntheses.views import hq
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
@once("syntheses_hq:list")
def mails(request: HttpRequest, pk: int) -> HttpResponse:
    """Mails so far, and one to everyone about a step."""
    consultation = hq.run(request, pk)
    form = TellingForm(request.POST if request.method == "POST" else None, consultation=consultation)
    n = audience.reachable(consultation.participants.all()).count()
    if n and form.is_valid():  # a step is told of once: not to nobody
        try:
            actions.tell(phase=form.cleaned_data["phase"], texts=form.said("text"), user=me(request))
            messages.success(request, _("The e-mails are on their way."))
            return redirect("syntheses_hq:mails", pk)
        except actions.ToldBefore:
            form.add_error("phase", _("Everyone was told about this step before."))
    told, rest = listing.page(consultation, query_params.text(request, "after", 200))
    words = {"form": form, "told": told, "rest": rest, "may_tell": form.phases.exists(), "n": n}
    title = _("E-mails")
    return hq.page(request, "mails", title, words, consultation=consultation, status=status_of(form))
