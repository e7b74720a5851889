"""HQ: tell everyone who took part, once a step."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.syntheses import actions, told_mails
from hustings.deliberation.syntheses.forms.tellings import TellingForm
from hustings.deliberation.syntheses.models import Telling
from hustings.deliberation.syntheses.views import hq
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
@once("syntheses_hq:list")
def mails(request: HttpRequest, pk: int) -> HttpResponse:
    """Mails of the steps so far, and the next one."""
    consultation = hq.run(request, pk)
    form = TellingForm(request.POST if request.method == "POST" else None, consultation=consultation)
    if form.is_valid():
        try:
            actions.tell(phase=form.cleaned_data["phase"], texts=form.said("text"), user=me(request))
            messages.success(request, _("The e-mails are on their way."))
            return redirect("syntheses_hq:mails", pk)
        except actions.ToldBefore:
            form.add_error("phase", _("Everyone was told about this step before."))
    rows = Telling.objects.filter(phase__consultation=consultation).select_related("phase")
    counted = rows.annotate(
        n_sent=Count("mails", filter=Q(mails__mailed_at__isnull=False)),
        n_dropped=Count("mails", filter=Q(mails__dropped_at__isnull=False)),
        n_waiting=Count("mails", filter=Q(mails__mailed_at=None, mails__dropped_at=None)),
    )
    words = {
        "form": form, "rows": counted.order_by("-pk"), "n": told_mails.wanted(consultation).count(),
        "may_tell": form.phases.exists(),
    }  # fmt: skip
    title = _("E-mails to everyone who took part")
    return hq.page(request, "mails", title, words, consultation=consultation, status=status_of(form))
