"""Figures of look-alikes."""

from datetime import timedelta

from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import charts
from hustings.security.lookalikes.models import Find

WEEKS = 12


def by_week() -> SafeString | None:
    """New look-alikes in each of the last twelve weeks; None where there were none."""
    monday = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    monday -= timedelta(days=monday.weekday())
    weeks = [monday - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    rows = Find.objects.filter(first_at__gte=weeks[0]).annotate(week=TruncWeek("first_at")).order_by()
    n = {timezone.localdate(week): many for week, many in rows.values_list("week").annotate(Count("pk"))}
    if not n:
        return None
    form = pgettext("a day below a chart, as Django's date filter takes it", "j M")
    points = [(date_format(week, form), n.get(timezone.localdate(week), 0)) for week in weeks]
    return charts.bars(
        points, label=_("New look-alike domains per week"), headings=(_("Week from"), _("New domains")),
        numbers=_("In numbers"),
    )  # fmt: skip
