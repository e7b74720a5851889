"""HQ: the directory of representatives."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import yesno
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Day, Title, YesNo
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.site.representatives import actions, forms
from hustings.site.representatives.models import Representative

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


page = Pages(
    "representatives/hq",
    "representatives_hq:directory",
    gettext_lazy("Representatives"),
    "group",
    top="directory",
)


def _writable(one: Representative) -> str:
    if one.silent_at:
        return _("bounced")
    return str(yesno(bool(one.email)))


class Directory(Resource):
    """Representatives by name."""

    guard = needs(EDIT_SITE)
    title = gettext_lazy("Representatives")
    icon = "group"
    buttons = (
        Button(gettext_lazy("New representative"), "representatives_hq:new"),
        Button(gettext_lazy("Import"), "representatives_hq:imports"),
    )
    filters_class = forms.FilterForm
    order = ("name_key", "pk")
    columns = (
        Title("name", gettext_lazy("Representative"), url="representatives_hq:representative"),
        Column("role", gettext_lazy("Office")),
        Column("zone.label", gettext_lazy("Territory")),
        Column("party", gettext_lazy("Party or group")),
        Column("email", gettext_lazy("Has e-mail"), accessor=_writable),
        YesNo("phone", gettext_lazy("Has phone"), accessor=lambda one: bool(one.phone)),
        Day("checked_on", gettext_lazy("Checked on")),
    )
    empty = gettext_lazy("No representative found.")

    def rows(self) -> QuerySet[Representative]:
        return Representative.objects.for_lists()


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
    messages.success(request, _("We’ll try this address again."))
    return redirect("representatives_hq:representative", pk)
