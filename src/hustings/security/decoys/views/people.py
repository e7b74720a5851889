"""HQ: decoy people and their log-ins."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.tables import Column, Day, Number, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.security.decoys import actions
from hustings.security.decoys.forms import PeopleForm, PlaceForm
from hustings.security.decoys.models import Decoy
from hustings.security.decoys.rights import KEEP_DECOYS
from hustings.security.decoys.views.showing import DecoyList, page, posted

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _about(decoy: Decoy) -> list[str]:
    return [decoy.post, _("retired") if decoy.retired_at else ""]


class People(DecoyList):
    """Decoy people, the newest first; those of sets stand on the page of their set."""

    title, tab = gettext_lazy("Decoy people"), "people"
    intro = gettext_lazy(
        "Fictional people, absent from your lists, mailings, exports and figures. Anyone who "
        "writes to them or logs in as them has seen a stolen list."
    )
    columns = (
        Title("name", gettext_lazy("Name"), accessor=str, url="decoys:person", under=_about),
        Column("address", gettext_lazy("E-mail address")),
        Number("n_logins", gettext_lazy("Log-ins")),
        Day("made_at", gettext_lazy("Since")),
    )
    hint = gettext_lazy("Start with three, then give each a mailbox and a log-in.")
    form_class = PeopleForm
    form_title, form_submit = gettext_lazy("Create decoy people"), gettext_lazy("Create")
    refusals = {actions.NoName: None, actions.AddressTaken: None}

    def rows(self) -> QuerySet[Decoy]:
        return Decoy.objects.filter(handing=None).annotate(n_logins=Count("logins"))

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        made = actions.invent_people(user=self.user, **said)
        words = ngettext("%(n)d decoy person created.", "%(n)d decoy people created.", len(made))
        messages.success(self.request, words % {"n": len(made)})
        return None


@needs(KEEP_DECOYS)
@_GET_POST
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, with the log-ins given to lures; a new one's password is shown in the answer alone."""
    decoy = get_object_or_404(Decoy.objects.select_related("handing"), pk=pk)
    form, shown = PlaceForm(posted(request)), None
    if request.method == "POST" and form.is_valid() and decoy.retired_at is None:
        try:
            shown = actions.add_login(decoy=decoy, user=me(request), place=form.cleaned_data["place"])
            form = PlaceForm()
        except actions.OnlyOnce as refused:
            form.add_error(None, str(refused))
    about = {
        "decoy": decoy, "logins": decoy.logins.all()[:200], "alarms": decoy.alarms.all()[:20], "form": form,
        "shown": [shown] if shown else None,
    }  # fmt: skip
    return page(request, "person", str(decoy), about, tab="people", status=status_of(form))


@needs(KEEP_DECOYS)
@require_POST
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Give them to no lure any more."""
    actions.retire(decoy=get_object_or_404(Decoy, pk=pk), user=me(request))
    messages.success(request, _("Retired. Its use still triggers an alert."))
    return redirect("decoys:person", pk)
