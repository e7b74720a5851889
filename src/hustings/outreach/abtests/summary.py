"""Summary of a test so far, in sentences: how sure it is, and what those who wait could still change."""

from collections.abc import Iterator
from math import inf

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.lib.display.proportions import percent
from hustings.outreach.abtests import rule
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.abtests.results import Reading

_NO_LEAD = 0.5  # a lead that chance makes in every second test says nothing
_USUAL_RATE = 0.03
_BETTER = (1.1, 1.2, 1.3, 1.4, 1.5, 1.75, 2.0, 3.0)


def sentences(found: Reading, n_waiting: int) -> Iterator[str]:
    if not found.trial.begun_at and found.n_open:
        yield ngettext(
            "%(n)s test e-mail is still to be sent.",
            "%(n)s test e-mails are still to be sent.",
            found.n_open,
        ) % {"n": intcomma(found.n_open)}
    if not any(arm.x for arm in found.arms):
        yield _("No data to compare yet.")
        return
    yield lead(found)
    yield sureness(found)
    yield from _stakes(found, n_waiting)
    yield from _patience(found)


def lead(found: Reading) -> str:
    leader, rival = found.arm(found.verdict.leader), found.arm(found.verdict.rival)
    if leader.rate == rival.rate:
        return _("No version leads.")
    return _("Version %(leader)s leads with %(rate)s, ahead of %(rival)s with %(other)s.") % {
        "leader": leader.name,
        "rival": rival.name,
        "rate": percent(leader.rate),
        "other": percent(rival.rate),
    }


def sureness(found: Reading) -> str:
    """How often chance alone makes such a lead."""
    doubt = found.verdict.doubt
    if found.verdict.has_won:
        words = _("This is a clear win (at most 1 in %(n)s by chance).")
        return words % {"n": intcomma(min(10_000, int(1 / doubt)))}
    if doubt >= _NO_LEAD:
        return _("This may be chance: no clear winner yet.")
    words = _("No clear winner yet (up to 1 in %(n)s by chance; a clear win needs 1 in %(settled)s).")
    return words % {"n": int(1 / doubt), "settled": round(1 / rule.ALPHA)}


def _stakes(found: Reading, n_waiting: int) -> Iterator[str]:
    leader, rival = found.arm(found.verdict.leader), found.arm(found.verdict.rival)
    low, high = rule.times(leader, rival, k=len(found.arms), repeats=found.repeats)
    if high == inf or not rival.x:
        return
    names = {"leader": leader.name, "rival": rival.name, "noun": found.measure.noun}
    words = _("%(leader)s brings %(low)s to %(high)s times as many %(noun)s as %(rival)s.")
    yield words % (names | {"low": _times(low), "high": _times(high)})
    if n_waiting and rival.n:
        least, most = (round(n_waiting * rival.rate * (times - 1)) for times in (low, high))
        words = _(
            "For the %(n)s people still waiting, choosing %(leader)s over %(rival)s makes a "
            "difference of %(least)s to %(most)s %(noun)s."
        )
        yield words % (names | {"n": intcomma(n_waiting), "least": _signed(least), "most": _signed(most)})


def _patience(found: Reading) -> Iterator[str]:
    if found.verdict.has_won or found.trial.decided_at:
        return
    ways = {"is_fewer": found.measure.is_fewer, "repeats": found.repeats}
    more = rule.missing(found.arms, **ways)  # type: ignore[arg-type]
    if more is None:
        yield _("A clear winner is unlikely: the versions are too similar.")
    else:
        words = ngettext(
            "About %(n)s more %(noun)s are needed for a clear winner.",
            "About %(n)s more %(noun)s are needed for a clear winner.",
            more,
        )
        yield words % {"n": intcomma(more), "noun": found.measure.noun}


def prospects(trial: ABTest, n_readers: int, k: int, repeats: int) -> str:
    trial.versions = trial.versions or "ABCDE"[:k]
    n = trial.sample_of(n_readers) // k if n_readers else 0
    better = next((each for each in _BETTER if rule.needed(_USUAL_RATE, each, k, repeats=repeats) <= n), None)
    said = {"n": intcomma(n), "k": k, "rate": percent(_USUAL_RATE)}
    if better is None:
        words = _(
            "Each of the %(k)s versions goes to %(n)s recipients: too few for a clear winner if "
            "%(rate)s of them react."
        )
        return words % said
    words = _(
        "Each of the %(k)s versions goes to %(n)s recipients. If %(rate)s of them react, a version that "
        "does %(better)s times better usually wins clearly."
    )
    return words % (said | {"better": _times(better)})


def _times(number: float) -> str:
    return str(number_format(round(number, 2), decimal_pos=2).rstrip("0").rstrip(",."))


def _signed(number: int) -> str:
    return f"+{intcomma(number)}" if number > 0 else str(intcomma(number)).replace("-", "−")
