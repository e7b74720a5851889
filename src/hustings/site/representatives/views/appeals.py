"""HQ: appeals, their figures, and who wrote."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Rendered, Title
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.text import csvs
from hustings.foundation.lib.web import idempotency as sent
from hustings.people.persons.access import access_gate, masking
from hustings.people.persons.models import Look
from hustings.people.persons.rights import VIEW_PEOPLE, sees_sums
from hustings.people.persons.views.frame import page, posted
from hustings.site.representatives import actions, figures
from hustings.site.representatives.forms import AppealForm, StandForm
from hustings.site.representatives.models import Appeal, AppealPage, Representative, Stand, Voice
from hustings.site.website.hq import published, row_pages

SIZE = 50
once = sent.once("appeals_hq:list")
sees = access.guard(sees_sums)


def _may(user: Any) -> dict[str, bool]:
    rights = {"may_edit": EDIT_SITE, "may_view_people": VIEW_PEOPLE}
    return {name: access.may(user, right) for name, right in rights.items()}


def _found(pk: int) -> Appeal:
    return get_object_or_404(Appeal, pk=pk)


def _show(
    request: HttpRequest,
    name: str,
    appeal: Appeal | None,
    context: dict[str, Any],
    title: str,
    status: int = 200,
) -> HttpResponse:
    trail = [(reverse("appeals_hq:list"), _("Write to representatives"))]
    if appeal:
        trail.append((reverse("appeals_hq:appeal", args=[appeal.pk]), str(appeal)))
    words = {"appeal": appeal, **_may(request.user), **context}
    template = f"representatives/hq/{name}.html"
    return page(request, template, words, title=title, trail=trail, icon="mail", status=status)


def _edits(user: Any) -> bool:
    return access.may(user, EDIT_SITE)


class Appeals(Resource):
    """All of them, the newest first."""

    guard = sees
    title, icon = gettext_lazy("Write to representatives"), "mail"
    buttons = (
        Button(gettext_lazy("New letter campaign"), "appeals_hq:new", _edits),
        Button(gettext_lazy("Representatives"), "representatives_hq:directory", _edits),
    )
    columns = (
        Title("name", gettext_lazy("Letter campaign"), accessor=str, url="appeals_hq:appeal"),
        Rendered("state", gettext_lazy("State"), template="representatives/hq/state.html", named="appeal"),
    )
    empty = gettext_lazy("No letter campaign yet. Add the representatives first.")

    def rows(self) -> QuerySet[Appeal]:
        return Appeal.objects.all()


@needs(EDIT_SITE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def new(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@needs(EDIT_SITE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, _found(pk))


def _form(request: HttpRequest, appeal: Appeal | None) -> HttpResponse:
    form = AppealForm(posted(request), appeal=appeal)
    if form.is_valid():
        try:
            kept = _save(form, appeal, me(request))
            messages.success(request, _("Saved."))
            return redirect("appeals_hq:appeal", kept.pk)
        except actions.BadAppeal as why:
            form.add_error(None, str(why))
    title = _("Edit") if appeal else _("New letter campaign")
    return _show(request, "edit", appeal, {"form": form}, title, 422 if form.errors else 200)


@transaction.atomic
def _save(form: AppealForm, appeal: Appeal | None, user: Any) -> Appeal:
    """The appeal, and the pages that it has not yet."""
    before = dict(appeal.titles) if appeal else {}
    kept = actions.save_appeal(appeal=appeal, values=form.words(), user=user)
    words = form.page_words() | {"titles": kept.titles, "before": before}
    row_pages.save(AppealPage, appeal=kept, user=user, **words)
    return kept


@sees
@require_safe
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    known = figures.of(found)
    stands = Stand.objects.filter(appeal=found).select_related("representative", "user")
    context = {
        "appeal": found, "figures": known, "charts": figures.drawn(known), **_may(request.user),
        "stands": stands.order_by("representative__name_key"),
        "published": published.of_pages(AppealPage, request.user, appeal=found),
    }  # fmt: skip
    trail = [(reverse("appeals_hq:list"), _("Write to representatives"))]
    return page(
        request, "representatives/hq/appeal.html", context, title=str(found), trail=trail, icon="mail"
    )


@needs(EDIT_SITE)
@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop all of it at once, or let it go on."""
    found = _found(pk)
    is_paused = found.paused_at is None
    actions.pause(appeal=found, is_paused=is_paused, user=me(request))
    messages.success(
        request, _("Paused: nothing is sent.") if is_paused else _("Resumed: letters are sent again.")
    )
    return redirect("appeals_hq:appeal", pk)


@needs(EDIT_SITE)
@require_http_methods(["GET", "HEAD", "POST"])
def stand(request: HttpRequest, pk: int, representative: int) -> HttpResponse:
    found, one = _found(pk), get_object_or_404(Representative, pk=representative)
    there = Stand.objects.filter(appeal=found, representative=one).first()
    form = StandForm(posted(request), initial={"side": there.side, "note": there.note} if there else {})
    if form.is_valid():
        actions.note_stand(appeal=found, representative=one, user=me(request), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("appeals_hq:appeal", pk)
    return _show(request, "stand", found, {"form": form, "one": one}, one.name, 422 if form.errors else 200)


@needs(EDIT_SITE)
@require_safe
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    reached = figures.counted(found).values("representative")
    rows = Representative.objects.filter(Q(pk__in=reached) | Q(pk__in=found.representatives.values("pk")))
    stands = {one.representative_id: one for one in Stand.objects.filter(appeal=found)}
    listed = list(rows.for_lists().after(request.GET.get("after", ""))[: SIZE + 1])
    shown = [(one, stands.get(one.pk)) for one in listed[:SIZE]]
    context = {"rows": shown, "more": listed[SIZE - 1].pk if len(listed) > SIZE else None}
    return _show(request, "answers", found, context, _("Answers"))


@sees
@require_safe
def counts(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Counts by representative as a file: nothing of those who wrote."""
    found = _found(pk)
    pieces = csvs.lines(figures.table(found), delimiter=";", bom=True)
    answer = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="appeal-{found.pk}-{timezone.localdate()}.csv"'
    return answer


@needs(VIEW_PEOPLE)
@require_safe
def voices(request: HttpRequest, pk: int) -> HttpResponse:
    """Who wrote and called, newest first. What they wrote is between them and their representatives."""
    found = _found(pk)
    rows = Voice.objects.filter(appeal=found).confirmed().visible_to(request.user)
    rows = rows.select_related("zone", "person").prefetch_related("approaches")
    shown, more = keyset.page(rows, request.GET.get("after", "")[:60])
    seen = access_gate.contact_data(
        request.user, [one.person_id for one in shown if one.person_id], Look.How.LIST
    )
    table = [(one, masking.for_user(request.user, one.address), len(one.approaches.all())) for one in shown]
    return _show(request, "voices", found, {"rows": table, "more": more, **seen}, _("Letters and calls"))
