"""On the site: an author appeals by the link of a mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.moderation import actions, mails
from hustings.deliberation.moderation.forms.public import AppealForm
from hustings.deliberation.moderation.models import Ruling
from hustings.foundation.lib.web import live_fragments


@never_cache
@csrf_exempt  # its address is the secret
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """The decision with its reason, and a form to appeal once."""
    live_fragments.for_one(request)
    found = mails.of_token(token)
    if found is None:
        return render(request, "moderation/appeal_unknown.html", status=404)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and actions.appeal(ruling=found, words=form.cleaned_data["words"]):
        return redirect("moderation:appeal", token)
    words = {
        "ruling": found, "item": found.item, "form": form, "may_appeal": actions.may_appeal(found),
        "answer": Ruling.objects.filter(answers=found).first(),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return frame.page(request, "moderation/appeal.html", Reader(found.consultation), words, status=status)
