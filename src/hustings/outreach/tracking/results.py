"""Result of a mailing: its figures beside what is usual here, and the curve of its first hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from hustings.foundation.lib.display import charts, proportions
from hustings.outreach.delivery.progress import Progress
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking import comparison
from hustings.outreach.tracking.attribution.figures import Followed, Row
from hustings.outreach.tracking.comparison import Line, Usual, Value
from hustings.outreach.tracking.figures import between
from hustings.outreach.tracking.models import ClickHour, MailingCount, MailingLink
from hustings.outreach.tracking.models.hours import HOURS


@dataclass(frozen=True)
class Card:
    """One figure: a rate or a number, what it counts, what is usual, and whether it is far from that."""

    name: Any
    value: str
    under: str = ""
    usual: str = ""
    verdict: str = ""
    is_weak: bool = False


@dataclass(frozen=True)
class Results:
    cards: list[Card]
    curve: SafeString | None


def of(mailing: Mailing, progress: Progress, followed: Followed | None) -> Results | None:
    """None where nothing has left yet."""
    if not progress.sent:
        return None
    count = MailingCount(
        mailing=mailing, n_handed_over=progress.sent, n_came_back=progress.bounced,
        n_complained=progress.complained, n_unsubscribed=progress.unsubscribed,
    )  # fmt: skip
    line = comparison.lines([mailing], {mailing.pk: count})[0]
    usual = {} if mailing.is_step else comparison.usual()
    cards = [*_sent(line, count, usual), *_reacted(line, count, usual), *_came(line, followed, usual)]
    return Results(cards, _curve(mailing))


def _sent(line: Line, count: MailingCount, usual: Mapping[str, Usual]) -> Iterable[Card]:
    yield Card(pgettext("e-mails", "Sent"), str(intcomma(count.n_handed_over)))
    bounced, often = line.values["came_back"], usual.get("came_back")
    if bounced is None:
        return
    rate = proportions.rounded(count.n_delivered / count.n_handed_over)
    verdict = {"more": "less", "less": "more"}.get(often.verdict(bounced) if often else "", "")
    yield Card(
        _("Delivered"), rate, str(intcomma(count.n_delivered)), often.turned.usually if often else "", verdict
    )


def _reacted(line: Line, count: MailingCount, usual: Mapping[str, Usual]) -> Iterable[Card]:
    measure = line.measure
    if measure and (opens := line.values["opens"]):
        n = between(measure.n_opened, measure.n_opened + measure.n_machine_opened)
        yield _card(pgettext("e-mails", "Opens"), opens, n, usual.get("opens"), is_weak=True)
    clicks = line.values["clicks"]
    if measure and clicks and (measure.n_clicks or MailingLink.objects.filter(mailing=measure.pk).exists()):
        yield _card(
            _("Clicks"), clicks, between(measure.n_sure_clicks, measure.n_clicks), usual.get("clicks")
        )
    for key, name, found in (
        ("unsubscribed", _("Unsubscribed"), count.n_unsubscribed),
        ("complained", _("Spam complaints"), count.n_complained),
    ):
        if value := line.values[key]:
            exact = proportions.rounded(value.mid)
            under = intcomma(found) if value.short == exact else f"{intcomma(found)} · {value.short}"
            yield _card(name, replace(value, short=exact), str(under), usual.get(key))


def _came(line: Line, followed: Followed | None, usual: Mapping[str, Usual]) -> Iterable[Card]:
    """What came of it: sign-ups, signatures, gifts, replies."""
    for row in followed.rows if followed else []:
        key = row.kind.key
        value, often = line.values.get(key), usual.get(key)
        verdict = often.verdict(value) if often and value else ""
        usually = ""
        if often:
            n = round(often.mid * (line.count.n_delivered if line.count else 0))
            usually = _("usually %(rate)s") % {"rate": intcomma(n)}
        yield Card(capfirst(str(row.kind.noun)), str(intcomma(row.n)), _more(row), usually, verdict)


def _more(row: Row) -> str:
    said = []
    if row.n and not row.kind.is_once:
        said.append(ngettext("%(n)s new person", "%(n)s new people", row.n_new) % {"n": intcomma(row.n_new)})
    if row.kind.waiting and row.n_waiting:
        said.append(f"{intcomma(row.n_waiting)} {row.kind.waiting}")
    return " · ".join(said)


def _card(name: str, value: Value, under: str, usual: Usual | None, *, is_weak: bool = False) -> Card:
    if usual is None:
        return Card(name, value.short, under, is_weak=is_weak)
    return Card(name, value.short, under, usual.usually, usual.verdict(value), is_weak)


def _curve(mailing: Mailing) -> SafeString | None:
    """Clicks hour by hour, as far as it is; None where none was counted."""
    hours = dict(ClickHour.objects.filter(mailing=mailing).values_list("hour", "n_clicks"))
    if not hours or not mailing.started_at:
        return None
    age = int((timezone.now() - mailing.started_at).total_seconds() // 3600)
    points = [(_("%(n)d h") % {"n": hour}, hours.get(hour, 0)) for hour in range(min(HOURS, age + 1))]
    return charts.line(
        points, label=_("Clicks in the first %(n)d hours") % {"n": HOURS},
        headings=(_("Hour"), _("Clicks")), numbers=_("Figures"),
    )  # fmt: skip
