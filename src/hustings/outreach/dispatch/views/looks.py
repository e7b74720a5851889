"""HQ: how letters look. For those who direct the campaign."""

from html import escape
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.web.frame import frame
from hustings.outreach.dispatch import look_uses
from hustings.outreach.emails import campaign_look, composition, merge_fields, previews
from hustings.outreach.emails import look as looks
from hustings.outreach.emails.actions import choose_look, drop_look
from hustings.outreach.emails.blocks import builder
from hustings.outreach.emails.forms import LookForm
from hustings.outreach.emails.models import LetterLook
from hustings.outreach.mailings.models import Mailing

_MEDIA = "@media (prefers-color-scheme:dark)"


@needs(CHANGE_SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    form = LookForm(request.POST if request.method == "POST" else None)
    is_good = form.is_valid()  # asked first: from then on the look of the form is what was chosen
    if is_good and request.POST.get("do") != "show":
        n = look_uses.n_approved()
        choose_look(look=form.instance, user=me(request))
        messages.success(request, _("E-mail design saved."))
        if n and form.has_changed():
            messages.warning(request, _asked_again(n))
        return redirect("dispatch:look")
    context = frame(_("E-mail design"), icon="view") | {
        "form": form,
        "preview_url": reverse("dispatch:look_preview"),
        "is_own": LetterLook.objects.exists(),
        "n_approved": look_uses.n_approved(),
        "n_planned": look_uses.n_planned(),
        "n_running": look_uses.n_running(),
        **_shown(form),
    }
    status = 422 if form.errors and request.POST.get("do") != "show" else 200
    return render(request, "dispatch/look.html", context, status=status)


@needs(CHANGE_SETTINGS)
@require_POST
def look_preview(request: HttpRequest) -> HttpResponse:
    """What was chosen on a letter, before it is saved: a fragment."""
    form = LookForm(request.POST)
    form.is_valid()
    return render(request, "hq/look_preview.html", _shown(form))


@needs(CHANGE_SETTINGS)
@require_POST
def look_removal(request: HttpRequest) -> HttpResponse:
    n = look_uses.n_approved()
    drop_look(user=me(request))
    messages.success(request, _("E-mails use the site design again."))
    if n:
        messages.warning(request, _asked_again(n))
    return redirect("dispatch:look")


def _asked_again(n: int) -> str:
    words = ngettext(
        "%(n)d mailing must be approved again because of the new design.",
        "%(n)d mailings must be approved again because of the new design.",
        n,
    )
    return words % {"n": n}


def _shown(form: LookForm) -> dict[str, Any]:
    """A letter by day and by night, and how well each colour is told from what it stands on."""
    chosen = form.instance
    found = list(campaign_look.pairs(chosen))
    if len(found) < 2 * len(campaign_look.PAIRS):  # a colour is missing, and nothing may be drawn with it
        return {"pairs": found}
    html = _sample(campaign_look.put_on(chosen, looks.of_site()))
    shown = [(_("Light mode"), "@media not all"), (_("Dark mode"), "@media all")]
    return {
        "pairs": found,
        "refused": [pair for pair in found if not pair.is_told],
        "samples": [
            {"title": title, "width": "phone", "html": html.replace(_MEDIA, media)} for title, media in shown
        ],
    }


def _sample(worn: looks.Look) -> str:
    campaign, language = Campaign.current(), get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        blocks = [
            builder.block("heading", _("Come on Saturday")),
            builder.text(_("Dear friend,\n\nwe meet by the river. [Read more](https://example.org/) first.")),
            builder.block("quote", {"text": _("I have never seen so many people."), "by": "Camille"}),
            builder.block("button", {"label": _("I am coming"), "address": "https://example.org/"}),
            builder.block("gift", _gift()),
        ]
    draft = Mailing(content=[builder.letter("", *blocks)])
    made = composition.compose(*draft.letters(), language=language, campaign=campaign, worn=worn)
    values = {key: escape(value) for key, value in previews.invented().values.items()}
    return previews.here(merge_fields.fill(made.html, values))


def _gift() -> dict[str, Any]:
    return {
        "title": "",
        "text": "",
        "address": "https://example.org/",
        "currency": "EUR",
        "amounts": [15],
        "label": "",
    }
