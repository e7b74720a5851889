"""HQ: tests of versions: set up, watched, decided by hand, taken along as a table."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.display import charts, proportions
from hustings.foundation.lib.text import csvs
from hustings.outreach.abtests import actions, measures, results, rule, summary
from hustings.outreach.abtests.forms import TrialForm
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.abtests.results import Reading
from hustings.outreach.emails import previews
from hustings.outreach.mailings import audience
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.pages import find, framed_below, typed
from hustings.outreach.mailings.rights import may_change, may_steer
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.outreach.tracking.figures import between
from hustings.people.persons.refusals import Refused as SegmentRefused


@needs(VIEW_MAILINGS)
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Of a draft what is set up; of a mailing that was sent how the test stands."""
    mailing = typed(find(pk))
    return _set_up(request, mailing) if mailing.is_draft else _results(request, mailing)


# --- Before ------------------------------------------------------------------------------------
def _set_up(request: HttpRequest, mailing: Mailing) -> HttpResponse:
    user = me(request)
    if not may_change(user, mailing):
        return access.denied(request)
    if mailing.is_step or len(mailing.versions) < 2:
        raise Http404
    held = ABTest.objects.filter(mailing=mailing).first() or ABTest(mailing=mailing)
    form = TrialForm(request.POST or None, instance=held)
    if request.method == "POST":
        if "remove" in request.POST:
            actions.drop_trial(mailing=mailing, user=user)
            return redirect("dispatch:mailing", mailing.pk)
        if form.is_valid():
            actions.set_up_trial(mailing=mailing, user=user, **form.cleaned_data)
            messages.success(request, _("A/B test saved. It starts when the mailing is sent."))
            return redirect("dispatch:mailing", mailing.pk)
    context = framed_below(mailing, _("A/B test")) | {"mailing": mailing, "form": form, "held": held}
    context["versions"] = list(_letters(mailing))
    context["prospects"] = _prospects(mailing, user, held)
    return render(request, "abtests/trial.html", context, status=422 if form.errors else 200)


def _prospects(mailing: Mailing, user: Any, trial: ABTest) -> str:
    try:
        n_readers = audience.reach(mailing, user).readers
    except SegmentRefused:  # it can't be asked any more
        n_readers = 0
    is_personal = Campaign.current().measure_clicks == Campaign.Measuring.UNLESS
    repeats = 1 if trial.measure != measures.CLICKS.key or is_personal else 2
    return summary.prospects(ABTest(**trial.set_up), n_readers, len(mailing.versions), repeats)


# --- After -------------------------------------------------------------------------------------
def _results(request: HttpRequest, mailing: Mailing) -> HttpResponse:
    trial = _of(mailing)
    found = results.of(trial)
    n_waiting = results.n_waiting(trial)
    context = framed_below(mailing, _("A/B test")) | {
        "mailing": mailing,
        "trial": trial,
        "found": found,
        "n_waiting": n_waiting,
        "says": list(summary.sentences(found, n_waiting)) if found else [],
        "chart": _chart(found) if found else "",
        "versions": list(_letters(mailing)),
        "may_choose": may_steer(me(request), mailing) and n_waiting > 0 and not trial.decided_at,
        "others": _others(trial, found),
        "is_live": mailing.is_moving and not trial.decided_at,
    }
    return render(request, "abtests/trial_results.html", context)


def _of(mailing: Mailing) -> ABTest:
    found = ABTest.objects.exclude(versions="").select_related("mailing", "decided_by")
    return get_object_or_404(found, mailing=mailing)


def _letters(mailing: Mailing) -> Iterator[tuple[str, dict[str, Any]]]:
    for version in mailing.versions:
        yield version, previews.of(mailing, f"{get_language()}-{version}")


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
        rows.append((_("e-mails sent"), [intcomma(arm.n) for arm in found.arms]))
        counts = [between(arm.x, found.most[arm.name]) for arm in found.arms]
        rows.append((found.measure.noun, counts))
    for measure in measures.offered(Campaign.current()):
        if measure.key != main:
            counted = measure.count(trial)
            rows.append((measure.noun, [between(*counted.get(each, (0, 0))) for each in trial.versions]))
    return rows


@needs(SEND_MAILINGS)
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    mailing = find(pk)
    if not may_steer(me(request), mailing):
        return access.denied(request)
    trial, version = _of(mailing), request.POST.get("version", "")
    try:
        actions.choose_version(mailing=mailing, user=me(request), version=version)
    except mailings_refusals.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, _("Version %(version)s is being sent to the others.") % {"version": version}
        )
    return redirect("abtests:trial", trial.pk)


@needs(VIEW_MAILINGS)
@require_safe
def figures(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The figures as CSV."""
    mailing = find(pk)
    rows = _table(mailing, _of(mailing))
    return csvs.download(csvs.lines(rows, bom=True), f"versions-{mailing.pk}.csv")


def _table(mailing: Mailing, trial: ABTest) -> Iterable[list[Any]]:
    found = results.of(trial)
    counted = [(each, each.count(trial)) for each in measures.offered(Campaign.current())]
    heads = [head for each, _found in counted for head in (f"{each.key}_least", f"{each.key}_most")]
    yield ["version", "subject", "letters", *heads, "rate", "rate_least", "rate_most", "is_chosen"]
    left = (trial.counts or results.count(trial))["left"]
    first = Campaign.current().language
    for version in trial.versions:
        numbers = [n for _each, by_version in counted for n in by_version.get(version, (0, 0))]
        rates: list[Any] = ["", "", ""]
        if found:
            arm = found.arm(version)
            rates = [round(rate, 6) for rate in (arm.rate, *rule.interval(arm, repeats=found.repeats))]
        subject = mailing.subject_for(first, first, version)
        yield [
            version,
            subject,
            left.get(version, 0),
            *numbers,
            *rates,
            "yes" if version == trial.winner else "no",
        ]
