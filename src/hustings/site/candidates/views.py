"""HQ: who stands where, and one candidacy."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.actions import grants
from hustings.foundation.accounts.rights import CHANGE_TEAM
from hustings.foundation.elections.models import Election
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.people.persons.models import Person
from hustings.site.candidates import actions, assistants, figures, forms, pages
from hustings.site.candidates.models import Assistant, Candidacy, CandidatePage
from hustings.site.candidates.rights import CHANGE_CANDIDATES, sees_candidates
from hustings.site.website.hq import published as of_site

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


page = Pages(
    "candidates",
    "candidates:candidates",
    gettext_lazy("Candidates"),
    "user",
    about=lambda request: {"may_change": access.everywhere(request.user, CHANGE_CANDIDATES)},
)


_sees = access.guard(sees_candidates)
_changes = partial(access.everywhere, right=CHANGE_CANDIDATES)


def _ticket(one: Candidacy) -> str:
    return f"{one.ticket} ({one.position})" if one.position > 1 else str(one.ticket)


def _page_of(one: Any) -> SafeString | str:
    if not one.url:
        return ""
    words = _("View page")
    return format_html('<a href="{}">{}<span class="w-sr-only"> {}</span></a>', one.url, words, one.name)


class Candidates(Resource):
    """Candidates of the user's territories, by name."""

    guard = _sees
    title, icon = gettext_lazy("Candidates"), "user"
    buttons = (
        Button(gettext_lazy("New candidate"), "candidates:new", _changes),
        Button(gettext_lazy("Import candidates"), "candidates:imports", _changes),
    )
    filters_class = forms.FilterForm
    order = ("name_key", "pk")
    columns = (
        Title("name", gettext_lazy("Candidate"), url="candidates:candidate"),
        Column("zone.label", gettext_lazy("Territory")),
        Column("ticket", gettext_lazy("Party or list"), accessor=_ticket),
        Column("election", gettext_lazy("Election")),
        Column("page", gettext_lazy("Page"), accessor=_page_of),
    )
    empty = gettext_lazy("No candidate found.")
    template_name = "candidates/list.html"

    def rows(self) -> QuerySet[Candidacy]:
        return Candidacy.objects.visible_to(self.user).for_pages()

    def prepared(self, rows: list[Any]) -> list[Any]:
        urls = pages.addresses([one.pk for one in rows], get_language() or "fr")
        for one in rows:
            one.url = urls.get(one.pk)
        return rows

    def about(self) -> dict[str, Any]:
        return {"has_elections": Election.objects.exists()}


def seen(request: HttpRequest, pk: int) -> Candidacy:
    """The candidacy of this number, if the user may see it."""
    rows = Candidacy.objects.visible_to(request.user).for_pages()
    return get_object_or_404(rows.select_related("person"), pk=pk)


@_sees
@require_safe
def candidate(request: HttpRequest, pk: int) -> HttpResponse:
    """One: what is known, its pages, what may be done."""
    found = seen(request, pk)
    person = Person.objects.visible_to(request.user).filter(pk=found.person_id or 0).first()
    published = of_site.of_pages(CandidatePage, request.user, candidacy=found)
    context = {
        "candidacy": found,
        "person": person,
        "published": published,
        "figures": figures.of(published),
        "may_team": access.may(request.user, CHANGE_TEAM, found.zone),
        "helpers": found.helpers.select_related("grant__user").order_by("pk"),
        "form": forms.HelperForm(),
        "links": pages.links(found, request.user),
        "beside": found.beside()[:200],
    }
    return page(request, "candidate", found.name, context)


@needs(CHANGE_CANDIDATES)
@_GET_POST
def new(request: HttpRequest) -> HttpResponse:
    form = forms.CandidacyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.nominate(
                election=form.cleaned_data["election"], values=form.values, user=me(request)
            )
            messages.success(request, _("“%(name)s” was added, with a page.") % {"name": made.name})
            return redirect("candidates:candidate", made.pk)
        except actions.SeatTaken as taken:
            form.add_error(None, str(taken))
    return page(request, "edit", _("New candidate"), {"form": form}, status_of(form))


@needs(CHANGE_CANDIDATES)
@_GET_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = seen(request, pk)
    form = forms.CandidacyForm(request.POST or None, user=request.user, candidacy=found)
    if request.method == "POST" and form.is_valid():
        try:
            values = form.values | {"election": form.cleaned_data["election"]}
            actions.change(candidacy=found, values=values, user=me(request))
            messages.success(request, _("Saved."))
            return redirect("candidates:candidate", pk)
        except actions.SeatTaken as taken:
            form.add_error(None, str(taken))
    return page(request, "edit", found.name, {"form": form, "candidacy": found}, status_of(form))


@needs(CHANGE_CANDIDATES)
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody stands no more."""
    actions.withdraw(candidacy=seen(request, pk), user=me(request))
    messages.success(request, _("Withdrawn. The pages are hidden."))
    return redirect("candidates:candidate", pk)


@needs(CHANGE_CANDIDATES)
@require_POST
def reinstatement(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.reinstate(candidacy=seen(request, pk), user=me(request))
        messages.success(request, _("Reinstated. The pages are visible again."))
    except actions.SeatTaken as taken:
        messages.error(request, str(taken))
    return redirect("candidates:candidate", pk)


@needs(CHANGE_CANDIDATES)
@require_POST
def site_pages(request: HttpRequest, pk: int) -> HttpResponse:
    actions.make_pages(candidacies=[seen(request, pk).pk], user=me(request))
    return redirect("candidates:candidate", pk)


@needs(CHANGE_TEAM)
@require_POST
@once("candidates:candidates")
def helper_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the candidate a helper, who is invited where nobody has this address."""
    found, form = seen(request, pk), forms.HelperForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter a complete e-mail address, like name@example.org."))
        return redirect("candidates:candidate", pk)
    try:
        assistants.add(candidacy=found, by=me(request), **form.cleaned_data)
        messages.success(request, _("Helper added."))
    except grants.BeyondYourRights as refused:
        messages.error(request, str(refused))
    return redirect("candidates:candidate", pk)


@needs(CHANGE_TEAM)
@require_POST
def helper_removal(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Assistant.objects.filter(candidacy__in=Candidacy.objects.visible_to(request.user))
    found = get_object_or_404(rows.select_related("grant__user", "grant__zone"), pk=pk)
    try:
        assistants.remove(helper=found, by=me(request))
        messages.success(request, _("Helper removed."))
    except grants.BeyondYourRights as refused:
        messages.error(request, str(refused))
    return redirect("candidates:candidate", found.candidacy_id)
