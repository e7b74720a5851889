"""HQ: which sites may show our forms, the code to copy, where it is used."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS, EDIT_SITE
from hustings.foundation.lib import embeds
from hustings.foundation.lib.embeds import Thing
from hustings.foundation.lib.web.frame import frame
from hustings.site.embeds import actions, code, figures, frames, hosts
from hustings.site.embeds.forms import CodeForm, HostForm
from hustings.site.embeds.models import Host, Stop

ICON = "code"


def _trail() -> list[tuple[str, str]]:
    return [(reverse("embeds:list"), _("Embeds"))]


def _thing(kind: str, key: str) -> Thing:
    found = embeds.find(kind, key)
    if found is None:
        raise Http404
    return found


@needs(EDIT_SITE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    return _list(request, HostForm())


def _list(request: HttpRequest, form: HostForm, status: int = 200) -> HttpResponse:
    uses, stopped = figures.by_thing(), set(map(str, Stop.objects.all()))
    things = [
        (thing, kind.label, uses.get(thing.name), thing.name in stopped)
        for kind in embeds.kinds.all()
        for thing in kind.listed()
    ]
    seen = {row["host"]: row for row in figures.by_host()}
    context = {
        "things": things, "hosts": [(host, seen.get(host.origin)) for host in hosts.listed()], "form": form,
        "may_list": access.may(request.user, CHANGE_SETTINGS), "days": figures.DAYS,
    }  # fmt: skip
    return render(request, "embeds/hq/list.html", frame(_("Embeds"), icon=ICON) | context, status=status)


@needs(CHANGE_SETTINGS)
@require_POST
def host_add(request: HttpRequest) -> HttpResponse:
    form = HostForm(request.POST)
    if form.is_valid():
        try:
            host = actions.list_host(**form.cleaned_data, user=me(request))
            messages.success(request, _("%(site)s can now show your forms.") % {"site": host})
            return redirect("embeds:list")
        except actions.TooMany:
            form.add_error(None, _("The list is full: a hundred sites. Remove one first."))
    return _list(request, form, 422)


@needs(CHANGE_SETTINGS)
@require_POST
def host_removal(request: HttpRequest, pk: int) -> HttpResponse:
    host = get_object_or_404(Host, pk=pk)
    actions.unlist_host(host=host)
    messages.success(request, _("%(site)s now shows a link.") % {"site": host})
    return redirect("embeds:list")


@needs(EDIT_SITE)
@require_safe
def embed(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    thing = _thing(kind, key)
    form = CodeForm(request.GET or None)
    language, theme = form.chosen
    if not form.is_bound:
        form = CodeForm(initial={"language": language, "theme": theme})
    with translation.override(language):
        shown = _thing(kind, key)
    preview = reverse("embeds:preview", args=[kind, key, language])
    context: dict[str, Any] = {
        "thing": thing, "form": form, "language": language,
        "with_script": code.with_script(shown, language, theme),
        "with_frame": code.with_frame(shown, language, theme),
        "preview": f"{preview}?theme={theme}" if theme else preview,
        "uses": figures.by_host(thing), "days": figures.DAYS, "n_hosts": len(hosts.listed()),
        "stop": Stop.objects.filter(kind=kind, key=key).first(),
    }  # fmt: skip
    title = _("Embed: %(title)s") % {"title": thing.title}
    return render(request, "embeds/hq/embed.html", frame(title, *_trail(), icon=ICON) | context)


@needs(EDIT_SITE)
@require_POST
def switch(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show it nowhere else, or again."""
    thing = _thing(kind, key)
    if request.POST.get("is_on") == "yes":
        actions.go_on(kind=kind, key=key)
        messages.success(request, _("On: it appears again on sites with its code."))
    else:
        actions.stop(kind=kind, key=key, user=me(request))
        messages.success(request, _("Off: sites with its code show a link instead."))
    return redirect("embeds:embed", thing.kind, thing.key)


@never_cache
@needs(EDIT_SITE)
@require_http_methods(["GET", "HEAD"])
def preview(request: HttpRequest, kind: str, key: str, language: str) -> HttpResponse:
    """As it is in a frame. Nothing can be sent from here: the frame around it lets no form go."""
    if language not in dict(CodeForm.base_fields["language"].choices):  # type: ignore[attr-defined]
        raise Http404
    with translation.override(language):
        thing = _thing(kind, key)
        request.embed = frames.embed(request, thing)  # type: ignore[attr-defined] # read by embedded.of
        return embeds.kind_of(thing).show(request, thing)
