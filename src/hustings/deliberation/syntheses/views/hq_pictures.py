"""HQ: the picture of a local debate, for those who moderate it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.consultations.rights import MODERATE
from hustings.deliberation.syntheses import actions
from hustings.deliberation.syntheses.models import LocalReport
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.sent_files import sent


@never_cache
@needs(MODERATE)
@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, also of a hidden report; by post it is deleted, and the report stays."""
    mine = Consultation.objects.visible_to(request.user, MODERATE)
    found = get_object_or_404(LocalReport.objects.exclude(picture=""), item=pk, item__consultation__in=mine)
    if request.method != "POST":
        return sent(found.picture, "image/jpeg")
    actions.remove_picture(report=found, user=me(request))
    messages.success(request, _("The picture is deleted."))
    return redirect("moderation_hq:item", pk)
