"""HQ: begin a mailing with something, and keep letters to begin with."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.idempotency import Refusal, once
from hustings.outreach.dispatch import actions
from hustings.outreach.emails import previews
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing, Template
from hustings.outreach.mailings.pages import LARGEST, find, framed, typed
from hustings.outreach.mailings.rights import may_change_template
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS
from hustings.outreach.mailings.starters import letters

_EARLIER, _PICTURES = 8, 12  # on the page


@needs(CHANGE_MAILINGS)
@require_http_methods(["GET", "HEAD", "POST"])
@once("dispatch:mailings")
def begin(request: HttpRequest) -> HttpResponse:
    """What there is to begin with; POST begins with a ready-made letter or a template."""
    user = me(request)
    if request.method == "POST":
        made = _made(request, user)
        return redirect("mailing_writing:edit", made.pk)
    kept = list(Template.objects.select_related("user"))
    earlier = Mailing.objects.filter(kind=Mailing.Kind.MAILING).exclude(state=Mailing.State.DRAFT)
    context = framed(_("New mailing")) | {
        "ready": [(each, _picture(letters.letters(each.key, letters.ALL))) for each in letters.offered()],
        "languages": settings.LANGUAGES,
        "language": get_language(),
        "all": letters.ALL,
        "kept": [
            (each, may_change_template(user, each), n < _PICTURES and _picture(list(each.content.raw_data)))
            for n, each in enumerate(kept)
        ],
        "earlier": earlier.order_by("-pk")[:_EARLIER],
    }
    return render(request, "dispatch/begin.html", context)


def _picture(content: list[Any]) -> str:
    """How its letter looks, if there is one in the language of who looks; empty if it can’t be drawn."""
    mailing = Mailing(content=content)
    made = previews.of(mailing, previews.first(mailing))
    return str(made.get("html", ""))


def _made(request: HttpRequest, user: User) -> Mailing:
    if template := request.POST.get("template", ""):
        if not template.isdecimal() or len(template) > 19 or int(template) > LARGEST:
            raise Http404
        kept = get_object_or_404(Template, pk=int(template))
        return actions.begin_with_template(template=kept, user=user)
    key, language = request.POST.get("ready", ""), request.POST.get("language", letters.ALL)
    if key not in letters.ORDER or language not in {letters.ALL, *dict(settings.LANGUAGES)}:
        raise Http404
    return actions.begin_with(name=letters.name_of(key), content=letters.letters(key, language), user=user)


@needs(CHANGE_MAILINGS)
@require_POST
@once("dispatch:mailings")
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    mailing = typed(find(pk))
    name = query_params.posted(request, "name", 100)
    try:
        actions.keep_template(mailing=mailing, name=name, user=me(request))
    except mailings_refusals.Refused as refused:
        messages.error(request, str(refused))
        return Refusal(reverse("dispatch:mailing", args=[pk]))
    messages.success(request, _("Template saved. “New mailing” offers it."))
    return redirect("dispatch:mailing", pk)


@needs(CHANGE_MAILINGS)
@require_POST
def template_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep it no more."""
    template = get_object_or_404(Template, pk=min(pk, LARGEST))
    if not may_change_template(me(request), template):
        return access.denied(request)
    actions.drop_template(template=template, user=me(request))
    messages.success(request, _("Template removed. Mailings made from it are unchanged."))
    return redirect("dispatch:begin")
