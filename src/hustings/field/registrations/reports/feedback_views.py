"""Page behind the link in a thank-you: one question, and a button. It says nobody's name."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.field.registrations.models import Feedback, ThanksMail
from hustings.field.registrations.reports import forms, thanks
from hustings.foundation.lib.web.frame import status_of


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    try:
        pk = int(ThanksMail.signer.unsign(token))
        mail = ThanksMail.objects.select_related("registration", "thanks__event").get(pk=pk, came=True)
    except (signing.BadSignature, ValueError, ThanksMail.DoesNotExist):
        return render(request, "attendance/link_unknown.html", status=404)
    form = forms.FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        thanks.say(registration=mail.registration, **form.cleaned_data)
        return redirect("feedback:feedback", token)
    has_said = Feedback.objects.filter(registration=mail.registration_id).exists()
    context = {"event": mail.thanks.event, "form": form, "has_said": has_said}
    return render(request, "reports/feedback.html", context, status=status_of(form))
