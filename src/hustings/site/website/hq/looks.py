"""HQ: how the site looks, beside the front page as it would be."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.web.frame import frame
from hustings.site.website import actions
from hustings.site.website.discovery import share_previews
from hustings.site.website.hq.forms import LookForm, theme_in
from hustings.site.website.look import theme, theme_contrast
from hustings.site.website.models import HomePage, Look


@needs(EDIT_SITE)
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Colours, letters, logos: what can't be read isn't saved."""
    do = request.POST.get("do", "")
    form = LookForm(request.POST if request.method == "POST" else None, instance=Look.load())
    if form.is_valid() and not do:
        actions.choose_look(look=form.instance, user_id=request.user.pk)
        messages.success(request, _("Saved. The new design is live."))
        return redirect("website_hq:look")
    shown = form
    if do == "mend" and form.theme:
        better = theme_contrast.mended(form.theme)
        data = request.POST.copy()
        for name in theme.COLOURS:
            data[name] = getattr(better, name)
        shown = LookForm(data, instance=Look.load())
        shown.is_valid()
    context = frame(_("Site design"), icon="view") | {"form": shown, **_shown(shown)}
    context["preview_url"] = reverse("website_hq:look_preview")
    return render(request, "website/hq/look.html", context, status=422 if form.errors and not do else 200)


@needs(EDIT_SITE)
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What was chosen, before it is saved: a fragment."""
    form = LookForm(request.POST, instance=Look.load())
    form.is_valid()
    return render(request, "hq/look_preview.html", _shown(form))


def _shown(form: LookForm) -> dict[str, Any]:
    chosen = form.theme
    if chosen is None:
        return {"pairs": []}
    found = list(theme_contrast.pairs(chosen))
    frames = [
        (_("Light mode, phone"), "phone", "day"), (_("Dark mode, phone"), "phone", "night"),
        (_("Light mode, computer"), "desktop", "day"), (_("Dark mode, computer"), "desktop", "night"),
    ]  # fmt: skip
    samples = [
        {"title": title, "width": width, "url": f"{reverse('website_hq:look_sample')}?{_asked(chosen, by)}"}
        for title, width, by in frames
    ]
    refused = [pair for pair in found if not pair.is_told]
    return {
        "pairs": found,
        "refused": refused,
        "samples": samples,
        "better": _better(chosen) if refused else [],
    }


def _better(chosen: theme.Theme) -> list[str]:
    better = theme_contrast.mended(chosen)
    return [getattr(better, name) for name in theme.COLOURS if getattr(better, name) != getattr(chosen, name)]


def _asked(chosen: theme.Theme, by: str) -> str:
    return urlencode({**asdict(chosen), "by": by})


@needs(EDIT_SITE)
@require_safe
def sample(request: HttpRequest) -> HttpResponse:
    chosen = theme_in(request.GET.dict())
    homes = HomePage.objects.live().order_by("path")
    home = homes.filter(locale__language_code=get_language()).first() or homes.first()
    if chosen is None or home is None:
        raise Http404
    by = "night" if request.GET.get("by") == "night" else "day"
    request.theme_url = f"{reverse('website_hq:look_style')}?{_asked(chosen, by)}"  # type: ignore[attr-defined]
    request.is_preview = True  # type: ignore[attr-defined]
    return render(request, home.get_template(request), home.get_context(request) | {"is_sample": True})


@needs(EDIT_SITE)
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    chosen = theme_in(request.GET.dict())
    if chosen is None:
        raise Http404
    by = "night" if request.GET.get("by") == "night" else "day"
    return HttpResponse(theme.css(chosen, by), content_type="text/css; charset=utf-8")


@needs(EDIT_SITE)
@never_cache
@require_safe
def shared(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture that a page would be shared with as it was saved last, published or not."""
    page = get_object_or_404(Page, pk=pk).get_latest_revision_as_object()
    made = share_previews.of(page, Look.load(), Campaign.current().name)
    if made is None:
        raise Http404
    data, kind = made.drawn()
    return HttpResponse(data, content_type=f"image/{kind}")
