"""HQ: how fast letters leave, and what they are signed with. For those who direct the campaign."""

import logging
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.lib.web.frame import frame
from hustings.outreach.delivery import eta
from hustings.outreach.delivery.models import Destination, Pace, Warmup
from hustings.outreach.dispatch.forms.settings import DestinationForm, PrecautionForm, WarmupForm
from hustings.outreach.emails.signatures import keys
from hustings.outreach.mailings.pages import LARGEST
from hustings.outreach.review.models import Precaution
from mailguard.authentication import dns

log = logging.getLogger(__name__)


@needs(CHANGE_SETTINGS)
@require_safe
def paces(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {
        "destinations": Destination.objects.all(),
        "plans": [(plan, plan.cap(today)) for plan in Warmup.objects.all()],
        "closed": eta.closed(timezone.now()),
        "kept": keys.every(),
        "precaution": Precaution.current(),
        "signs": settings.DKIM_BY == "own",
    }
    return render(request, "dispatch/paces.html", frame(_("Sending limits"), icon="mail") | context)


@needs(CHANGE_SETTINGS)
@require_safe
def dns_of_keys(request: HttpRequest) -> HttpResponse:
    """Whether DNS has the keys: a fragment, for the answer may take its time."""
    resolver = dns.Live(settings.NAME_SERVERS).for_message()
    found = [(kept, keys.standing(kept.key, resolver)) for kept in keys.every()]
    return render(request, "dispatch/keys.html", {"found": found})


def _edited(
    request: HttpRequest, form: ModelForm[Any], title: str, removal: str, kept: Model
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("dispatch:paces")
    about = frame(title, (reverse("dispatch:paces"), _("Sending limits")), icon="mail")
    context = about | {"form": form, "removal": removal if kept.pk else ""}
    return render(request, "dispatch/pace.html", context, status=422 if form.errors else 200)


@needs(CHANGE_SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def precautions(request: HttpRequest) -> HttpResponse:
    kept = Precaution.current()
    form = PrecautionForm(request.POST if request.method == "POST" else None, instance=kept)
    answer = _edited(request, form, _("Safeguards"), "", kept)
    if answer.status_code == 302:
        log.warning("precautions changed user=%s to=%s", request.user.pk, kept)
    return answer


@needs(CHANGE_SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def destination(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    kept = get_object_or_404(Destination, pk=min(pk, LARGEST)) if pk else Destination()
    form = DestinationForm(request.POST if request.method == "POST" else None, instance=kept)
    title = str(kept) if pk else _("Add a limit")
    return _edited(request, form, title, reverse("dispatch:destination_removal", args=[pk or 0]), kept)


@needs(CHANGE_SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def warmup(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    kept = get_object_or_404(Warmup, pk=min(pk, LARGEST)) if pk else Warmup()
    form = WarmupForm(request.POST if request.method == "POST" else None, instance=kept)
    title = str(kept) if pk else _("Warm up a domain")
    return _edited(request, form, title, reverse("dispatch:warmup_removal", args=[pk or 0]), kept)


@needs(CHANGE_SETTINGS)
@require_POST
def destination_removal(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Destination, pk=min(pk, LARGEST)).delete()
    return redirect("dispatch:paces")


@needs(CHANGE_SETTINGS)
@require_POST
def warmup_removal(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Warmup, pk=min(pk, LARGEST)).delete()
    return redirect("dispatch:paces")


@needs(CHANGE_SETTINGS)
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a closed road again now; letters that were put off keep their time."""
    closed = Pace.objects.filter(pk=min(pk, LARGEST), held_until__gt=timezone.now())
    if closed.update(held_until=timezone.now()):
        messages.success(request, _("It will be tried again with the next e-mails."))
    return redirect("dispatch:paces")
