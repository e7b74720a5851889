"""HQ: a version chosen by hand, and the figures of a test as a table. Its page is that of the mailing."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.text import csvs
from hustings.outreach.abtests import actions, measures, panel, results, rule
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.pages import find
from hustings.outreach.mailings.rights import may_steer
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS


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
    return redirect(f"{reverse('dispatch:mailing', args=[trial.pk])}#{panel.ANCHOR}")


@needs(VIEW_MAILINGS)
@require_safe
def figures(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The figures as CSV."""
    mailing = find(pk)
    rows = _table(mailing, _of(mailing))
    return csvs.download(csvs.lines(rows, bom=True), f"versions-{mailing.pk}.csv")


def _of(mailing: Mailing) -> ABTest:
    found = ABTest.objects.exclude(versions="").select_related("mailing", "decided_by")
    return get_object_or_404(found, mailing=mailing)


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
