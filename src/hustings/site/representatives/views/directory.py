"""HQ: the directory of representatives."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.site.representatives import actions, forms
from hustings.site.representatives.models import Representative

SIZE = 50
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


page = Pages(
    "representatives/hq",
    "representatives_hq:directory",
    gettext_lazy("Representatives"),
    "group",
    top="directory",
)


@needs(EDIT_SITE)
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    form = forms.FilterForm(request.GET)
    form.is_valid()
    said = form.cleaned_data
    found = Representative.objects.all()
    found = found.exclude(left_at=None) if said.get("state") == "left" else found.in_office()
    if said.get("state") == "back":
        found = found.exclude(silent_at=None)
    if said.get("state") == "silent":
        found = found.filter(email="")
    if said.get("office"):
        found = found.filter(office=said["office"])
    if said.get("zone"):
        found = found.within(said["zone"])
    found = found.search(said.get("q", "")).for_lists()
    rows = list(found.after(request.GET.get("after", ""))[: SIZE + 1])
    shown = rows[:SIZE]
    context = {"form": form, "rows": shown, "more": shown[-1].pk if len(rows) > SIZE else None}
    return page(request, "directory", _("Representatives"), context)


def found(pk: int) -> Representative:
    return get_object_or_404(Representative.objects.select_related("zone__parent"), pk=pk)


@needs(EDIT_SITE)
@_GET_POST
def new(request: HttpRequest) -> HttpResponse:
    return _form(request, None, _("New representative"))


@needs(EDIT_SITE)
@_GET_POST
def representative(request: HttpRequest, pk: int) -> HttpResponse:
    one = found(pk)
    return _form(request, one, one.name)


def _form(request: HttpRequest, one: Representative | None, title: str) -> HttpResponse:
    form = forms.RepresentativeForm(request.POST or None, representative=one)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.save_representative(representative=one, values=form.cleaned_data, user=me(request))
            messages.success(request, _("Saved."))
            return redirect("representatives_hq:representative", kept.pk)
        except actions.NameTaken as taken:
            form.add_error(None, str(taken))
    return page(request, "representative", title, {"form": form, "one": one}, status_of(form))


@needs(EDIT_SITE)
@require_POST
def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """They hold the office no more, or again."""
    one = found(pk)
    (actions.take_up if one.left_at else actions.leave)(representative=one, user=me(request))
    messages.success(request, _("Saved."))
    return redirect("representatives_hq:representative", pk)


@needs(EDIT_SITE)
@require_POST
def trust(request: HttpRequest, pk: int) -> HttpResponse:
    actions.trust_address(representative=found(pk), user=me(request))
    messages.success(request, _("Letters to this address are tried again."))
    return redirect("representatives_hq:representative", pk)
