"""A/B test on the pages of a mailing: what is set up and can be found out; then how it stands."""

from collections.abc import Iterator
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.display import charts, proportions
from hustings.outreach.abtests import measures, results, rule, summary
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.abtests.results import Reading
from hustings.outreach.emails import previews
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.rights import may_steer
from hustings.outreach.tracking.figures import between

ANCHOR = "ab-test"  # of its part of the page


def of_draft(mailing: Mailing, n_readers: int) -> dict[str, Any]:
    """How its versions will be tested, and what ``n_readers`` are enough for; nothing where it has one."""
    if mailing.is_step or len(mailing.versions) < 2:
        return {}
    trial = ABTest.objects.filter(mailing=mailing).first()
    measure = measures.get(trial.measure) if trial else None
    return {
        "trial": trial,
        "best": measure.best if measure else "",
        "prospects": _prospects(mailing, trial, n_readers) if trial and n_readers else "",
        "versions": list(_letters(mailing)),
    }


def _prospects(mailing: Mailing, trial: ABTest, n_readers: int) -> str:
    is_personal = Campaign.current().measure_clicks == Campaign.Measuring.UNLESS
    repeats = 1 if trial.measure != measures.CLICKS.key or is_personal else 2
    return summary.prospects(ABTest(**trial.set_up), n_readers, len(mailing.versions), repeats)


def of_sent(mailing: Mailing, user: User) -> dict[str, Any]:
    """How the test of one that was sent stands, or is set up until it begins; nothing where none is made."""
    running = ABTest.objects.exclude(versions="").select_related("mailing", "decided_by")
    trial = running.filter(mailing=mailing).first()
    if trial is None:
        return {} if mailing.started_at else of_draft(mailing, 0)
    found, n_waiting = results.of(trial), results.n_waiting(trial)
    return {
        "trial": trial,
        "found": found,
        "n_waiting": n_waiting,
        "says": list(summary.sentences(found, n_waiting)) if found else [],
        "chart": _chart(found) if found else "",
        "versions": list(_letters(mailing)),
        "may_choose": may_steer(user, mailing) and n_waiting > 0 and not trial.decided_at,
        "others": _others(trial, found),
        "is_live": mailing.is_moving and not trial.decided_at,
    }


def _letters(mailing: Mailing) -> Iterator[tuple[str, dict[str, Any]]]:
    for version in mailing.versions:
        yield version, previews.of(mailing, previews.first(mailing, version))


def _chart(found: Reading) -> SafeString:
    rows = []
    for arm in found.arms:
        least, most = rule.interval(arm, repeats=found.repeats)
        said = _("%(rate)s · %(least)s to %(most)s") % {
            "rate": proportions.percent(arm.rate), "least": proportions.percent(least),
            "most": proportions.percent(most),
        }  # fmt: skip
        rows.append((arm.name, least, arm.rate, most, said if arm.n else "–"))
    return charts.ranges(
        rows,
        label=_("%(noun)s per e-mail") % {"noun": str(found.measure.noun).capitalize()},
        description=_("The mark is the measured rate, the bar its 95 % margin of error."),
        headings=(_("Version"), _("Rate")),
    )


def _others(trial: ABTest, found: Reading | None) -> list[tuple[Any, list[str]]]:
    """The numbers of each version, below the names of the versions."""
    main = found.measure.key if found else ""
    rows: list[tuple[Any, list[str]]] = []
    if found:
        rows.append((_("e-mails sent"), [str(intcomma(arm.n)) for arm in found.arms]))
        counts = [between(arm.x, found.most[arm.name]) for arm in found.arms]
        rows.append((found.measure.noun, counts))
    for measure in measures.offered(Campaign.current()):
        if measure.key != main:
            counted = measure.count(trial)
            if measure.has_nought or counted:
                rows.append((measure.noun, [between(*counted.get(each, (0, 0))) for each in trial.versions]))
    return rows
