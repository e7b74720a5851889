"""Rules, settings, and the log."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Choice, Column, Moment
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import status_of
from hustings.security.incidents import access_log, actions
from hustings.security.incidents.forms import ArrangementForm, RuleForm
from hustings.security.incidents.models import Incident, Look, Rule, ShieldSettings
from hustings.security.incidents.views import hq

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
MOST = 200


@needs(GUARD_MAIL)
@_GET_POST
def rules(request: HttpRequest) -> HttpResponse:
    """Those that hold, and those that ended; a new one is added here, or from an incident."""
    given: Any = {name: request.GET[name][:300] for name in ("deed", "kind", "value") if name in request.GET}
    form = RuleForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        about = {name: said[name] for name in ("deed", "kind", "value", "reason")}
        number = query_params.key(query_params.posted(request, "incident"))
        incident = Incident.objects.filter(pk=number).first() if number else None
        try:
            made = actions.rule(**about, until=form.until(), incident=incident, **hq.by(request))
            messages.success(request, _("Active within seconds."))
            if made.value != said["value"].strip():
                as_kept = _("Saved as “%(value)s”, the form used to match messages.")
                messages.info(request, as_kept % {"value": made.value})
            return redirect("incidents:rules")
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
    live = Rule.objects.live().select_related("made_by", "incident")[:MOST]
    ended = Rule.objects.exclude(pk__in=Rule.objects.live().values("pk")).select_related("made_by")[:50]
    context = {
        "form": form,
        "rows": list(live),
        "ended": list(ended),
        "incident": query_params.text(request, "incident"),
    }
    return hq.page(request, "rules", _("Block and allow rules"), context, hq.home(), status=status_of(form))


@needs(GUARD_MAIL)
@require_POST
def rule_end(request: HttpRequest, pk: int) -> HttpResponse:
    """It holds no more."""
    actions.end_rule(rule=get_object_or_404(Rule, pk=pk), **hq.by(request))
    messages.success(request, _("The rule is no longer active."))
    return redirect("incidents:rules")


@needs(GUARD_MAIL)
@_GET_POST
def arrangement(request: HttpRequest) -> HttpResponse:
    form = ArrangementForm(request.POST or None, instance=ShieldSettings.current())
    if request.method == "POST" and form.is_valid():
        form.save()
        access_log.note(what=Look.What.SETTINGS, **hq.by(request))
        messages.success(request, _("Saved."))
        return redirect("incidents:settings")
    title = _("Protection settings")
    return hq.page(request, "settings", title, {"form": form}, hq.home(), status=status_of(form))


def _incident(row: Look) -> SafeString | None:
    if row.incident_id is None:
        return None
    url = reverse("incidents:incident", args=[row.incident_id])
    return format_html('<a href="{}">#{}</a>', url, row.incident_id)


class Log(Resource):
    """Log of looks and deeds, newest first."""

    guard = needs(GUARD_MAIL)
    title, icon = gettext_lazy("Access log"), "lock"
    trail = (("incidents:incidents", gettext_lazy("Incidents")),)
    intro = gettext_lazy(
        "Everyone who opens other people’s messages is listed here. Entries can’t be deleted."
    )
    order = ("-at", "-pk")
    columns = (
        Moment("at", gettext_lazy("When")),
        Column("user", gettext_lazy("Who")),
        Choice("get_what_display", gettext_lazy("Action"), under="told"),
        Column("incident", gettext_lazy("Incident"), accessor=_incident),
        Column("address", pgettext_lazy("address", "From")),
    )
    empty = gettext_lazy("Nothing yet.")

    def rows(self) -> QuerySet[Look]:
        return Look.objects.select_related("user")
