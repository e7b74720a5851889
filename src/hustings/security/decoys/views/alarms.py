"""HQ: the alarms, and each with its uses."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import charts
from hustings.security.decoys import actions
from hustings.security.decoys.forms import NoteForm
from hustings.security.decoys.models import Alarm, Decoy
from hustings.security.decoys.rights import KEEP_DECOYS
from hustings.security.decoys.views.showing import page, some

BARS = 24
_WITH = ("decoy", "login", "link", "copy__document", "acknowledged_by")


@needs(KEEP_DECOYS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    rows = Alarm.objects.select_related(*_WITH).defer("copy__content")
    about = {
        "waiting": rows.unanswered().order_by("-last_at")[:200],
        "page": some(request, rows.exclude(acknowledged_at=None)),
        "has_decoys": Decoy.objects.exists(),
    }
    return page(request, "index", _("Decoys"), about, tab="index")


@needs(KEEP_DECOYS)
@require_safe
def alarm(request: HttpRequest, pk: int) -> HttpResponse:
    """One alarm: which decoy, where it lay, who used it when."""
    found = get_object_or_404(Alarm.objects.select_related(*_WITH).defer("copy__content"), pk=pk)
    about = {
        "alarm": found, "page": some(request, found.sightings.all()), "chart": _chart(found),
        "form": NoteForm(),
    }  # fmt: skip
    return page(request, "alarm", str(found).capitalize(), about, tab="index")


def _chart(alarm: Alarm) -> SafeString | str:
    """Uses by hour, or by day where they last longer; nothing where one bar says no more than the number."""
    tallies = list(alarm.tallies.order_by("-hour")[: BARS * 31].values_list("hour", "n"))[::-1]
    if len(tallies) < 2:
        return ""
    hours = {timezone.localtime(hour): n for hour, n in tallies}
    first, last = min(hours), max(hours)
    span = int((last - first) / dt.timedelta(hours=1)) + 1
    if span <= BARS:
        points = [
            (date_format(at, "H:i"), hours.get(at, 0))
            for at in (first + dt.timedelta(hours=n) for n in range(span))
        ]
    else:
        days: dict[dt.date, int] = {}
        for at, n in hours.items():
            days[at.date()] = days.get(at.date(), 0) + n
        points = [(f"{day:%d/%m}", n) for day, n in sorted(days.items())]
    return charts.bars(
        points, label=_("Uses over time"), headings=(_("When"), _("Uses")), numbers=_("Figures"),
        description=_("%(n)d uses") % {"n": alarm.n},
    )  # fmt: skip


@needs(KEEP_DECOYS)
@require_POST
def acknowledgement(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = get_object_or_404(Alarm, pk=pk), NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The note is too long: shorten it to 1,000 characters."))
        return redirect("decoys:alarm", pk)
    if actions.acknowledge(alarm=found, user=me(request), note=form.cleaned_data["note"]):
        messages.success(request, _("Acknowledged. The next use of this decoy triggers a new alert."))
    else:
        messages.info(request, _("Someone has already acknowledged it."))
    return redirect("decoys:index")
