"""Incidents: the list, one of them, a message in it, and what is done about them."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Choice, Column, Moment, Number, Title
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import query_params
from hustings.security.incidents import access_log, actions, clues, sentences
from hustings.security.incidents.actions import intake
from hustings.security.incidents.forms import IncidentFilterForm
from hustings.security.incidents.guards import command_status, protected_profile
from hustings.security.incidents.hostile_mail import picture
from hustings.security.incidents.models import ACTIONS, Guard, Incident, Look, Order, Sighting, Source
from hustings.security.incidents.views import hq

_DEEDS = {*Order.Deed.values}
_MOST = 2_000  # messages of which is said who got them


def _numbered(one: Incident) -> str:
    return f"#{one.pk}"


class Incidents(Resource):
    """Newest first; those that nobody has judged, unless asked for all."""

    guard = needs(GUARD_MAIL)
    title, icon = gettext_lazy("Incidents"), "lock"
    filters_class = IncidentFilterForm
    order = ("-last_at", "-pk")
    columns = (
        Title("title", gettext_lazy("Incident"), accessor=str, url="incidents:incident", under=_numbered),
        Column(
            "action", gettext_lazy("Action"),
            accessor=lambda one: one.get_action_display() if one.n_sightings else None,
        ),
        Number("n_sightings", gettext_lazy("Messages")),
        Number("n_reports", gettext_lazy("Reports")),
        Moment("last_at", gettext_lazy("Last seen")),
        Choice("get_outcome_display", gettext_lazy("Verdict")),
    )  # fmt: skip
    nothing_found = gettext_lazy("No incident found.")

    def rows(self) -> QuerySet[Incident]:
        said = self.filters.said if self.filters else {}
        access_log.note_look(what=Look.What.LIST, incident=None, about=said["q"], **hq.by(self.request))
        return Incident.objects.all()

    @cached_property
    def _is_watched(self) -> bool:
        return Incident.objects.exists() or Source.objects.live().exists()

    @property
    def empty(self) -> str:
        if self._is_watched:
            return _("Nothing to review. Quarantined and reported messages appear here.")
        return _("No mailbox is monitored yet.")

    @property
    def empty_button(self) -> Button | None:  # type: ignore[override]
        return None if self._is_watched else Button(_("Add a mailbox"), "incidents:sources")


@needs(GUARD_MAIL)
@require_safe
def incident(request: HttpRequest, pk: int) -> HttpResponse:
    one = hq.incident(pk)
    if one.merged_into_id:
        return redirect("incidents:incident", one.merged_into_id)
    access_log.note_look(what=Look.What.INCIDENT, incident=one, about=one.title, **hq.by(request))
    sightings = one.sightings.select_related("guard")
    rows, more = keyset.page(sightings, request.GET.get("after", ""), hq.SIZE, order=("-at", "-pk"))
    first = next((row for row in rows if row.action), rows[0] if rows else None)
    context: dict[str, Any] = {
        "one": one, "rows": rows, "more": more,
        "told": sentences.of_signals(first.verdict, first.signals) if first else None,
        "reports": one.n_reports and list(one.reports.select_related("user").order_by("at", "pk")[:50]),
        "opinions": list(one.opinions.select_related("user")[:20]),
        "values": _values(one, rows), "clues": clues.of(one), "outcomes": Incident.Outcome.choices,
    }  # fmt: skip
    if one.has_orders:  # type: ignore[attr-defined]
        orders = command_status.newest(one)
        context |= {"orders": orders, "sums": command_status.sums(one, orders)}
    return hq.page(request, "incident", str(one), context, hq.home())


def _values(one: Incident, rows: list[Sighting]) -> list[tuple[str, str]]:
    """Values that can be blocked, each with its query: what messages have, or the domain of a look-alike."""
    found = [(kind, value) for row in rows for kind, value in row.traits]
    if one.kind == Incident.LOOKALIKE:
        keys = one.marks.filter(cut_at=None).order_by("pk").values_list("key", flat=True)[:12]
        found += [(kind, value) for kind, _colon, value in (key.partition(":") for key in keys)]
    pairs = [(kind, value) for kind, value in found if kind in {"host", "sender", "file"}]
    return [
        (value, urlencode({"kind": kind, "value": value, "incident": one.pk}))
        for kind, value in list(dict.fromkeys(pairs))[:12]
    ]


@needs(GUARD_MAIL)
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message, drawn so that nothing in it does anything. The look is logged."""
    row = get_object_or_404(Sighting.objects.select_related("incident", "guard"), pk=pk)
    access_log.note_look(what=Look.What.MESSAGE, incident=row.incident, about=row.subject, **hq.by(request))
    raw = intake.raw(row.sha256)
    told, is_anew = _told(row, raw)
    trail = [hq.home()]
    if row.incident:
        trail.append((reverse("incidents:incident", args=[row.incident_id]), str(row.incident)))
    drawn = picture.draw(raw) if raw is not None else None
    context = {"row": row, "drawn": drawn, "told": told, "is_anew": is_anew}
    return hq.page(request, "message", row.subject or _("No subject"), context, *trail)


def _told(row: Sighting, raw: bytes | None) -> tuple[sentences.Told, bool]:
    """Its guard's words when it came: judged anew it gets better words for the same, never milder ones."""
    kept = sentences.of_signals(row.verdict, row.signals)
    if raw is None:
        return kept, False
    anew = protected_profile.engine(asks=False).analyse(raw)
    there = {each.name for each in anew.signals}
    is_same = anew.kind == row.verdict and ACTIONS[anew.action.word] >= row.action
    if not is_same or not there.issuperset(sentences.names(row.signals)):
        return kept, False
    return sentences.of_verdict(anew), True


@needs(GUARD_MAIL)
@require_POST
def deeds(request: HttpRequest, pk: int) -> HttpResponse:
    one = hq.incident(pk)
    do = request.POST.get("do", "")
    try:
        chosen = _chosen(request, one)
        if do == Order.Deed.DELETE and not request.POST.get("sure") and not one.merged_into_id:
            return _ask_first(request, one, chosen)
        where = _do(request, one, do, chosen)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
        where = one
    return redirect("incidents:incident", where.pk)  # which leads on where it became part of another


def _chosen(request: HttpRequest, one: Incident) -> list[int]:
    """The messages that are meant; none: all of them. What isn't one of them must not stand for all."""
    given = request.POST.getlist("sighting")
    chosen = query_params.keys(given)
    is_all_here = one.sightings.filter(pk__in=chosen).count() == len(set(chosen))
    if not one.merged_into_id and (len(chosen) != len(given) or not is_all_here):
        raise actions.Refused(_("A selected message no longer exists. Nothing was changed: select again."))
    return chosen


def _ask_first(request: HttpRequest, one: Incident, chosen: list[int]) -> HttpResponse:
    """Ask before a deletion how much is meant: it comes back from nowhere."""
    rows = one.sightings.filter(pk__in=chosen) if chosen else one.sightings.all()
    named = {name for names in rows.values_list("mailboxes", flat=True)[:_MOST] for name in names}
    context = {
        "one": one, "chosen": chosen, "n": rows.count(), "n_named": len(named),
        "n_boxes": Source.objects.watched().count(),
        "n_guards": Guard.objects.live().exclude(kind=Guard.Kind.OWN).count(),
    }  # fmt: skip
    trail = [hq.home(), (reverse("incidents:incident", args=[one.pk]), str(one))]
    return hq.page(request, "delete", _("Delete everywhere?"), context, *trail)


def _do(request: HttpRequest, one: Incident, do: str, chosen: list[int]) -> Incident:
    if do in _DEEDS:
        n = actions.deal(incident=one, deed=do, sightings=chosen, **hq.by(request))
        says = ngettext("%(n)s command sent to the connectors.", "%(n)s commands sent to the connectors.", n)
        messages.success(request, says % {"n": n})
    elif do == "judge":
        outcome = request.POST.get("outcome", "")
        actions.judge(
            incident=one, outcome=outcome if outcome in Incident.Outcome.values else "", **hq.by(request)
        )
        messages.success(request, _("Saved."))
    elif do == "merge":
        other = query_params.key(query_params.posted(request, "other").lstrip("#"))
        actions.merge(incident=one, other=other or 0, **hq.by(request))
        messages.success(request, _("The incidents have been merged."))
    elif do == "split":
        made = actions.split(incident=one, sightings=chosen, **hq.by(request))
        messages.success(request, _("The messages have been split into a new incident."))
        return made
    elif do == "opinion":
        said = "right" if request.POST.get("said") == "right" else "wrong"
        actions.say(
            incident=one, said=said, note=query_params.posted(request, "note", 300), user=hq.who(request)
        )
        messages.success(request, _("Thank you. Your feedback will be reviewed."))
    return one
