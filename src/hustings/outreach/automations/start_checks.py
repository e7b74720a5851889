"""Checks before a sequence may start, in words."""

from collections.abc import Iterator
from collections.abc import Sequence as Sequence_
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.automations import exits, step_kinds, wait_times
from hustings.outreach.automations.flow import Flow
from hustings.outreach.automations.models import Sequence
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import results as preflight_results
from hustings.outreach.preflight.checks import sender as preflight_sender
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.review.approvals import rules
from hustings.people.segments import criteria


def findings(
    sequence: Sequence, user: Any, flow: Flow, lacking: Sequence_[Mailing] | None = None
) -> Iterator[Finding]:
    """Everything that the team should know. ``lacking``: the letters that lack a second look, if known."""
    if not flow.steps:
        yield Finding(_("Add a step: there is none yet."))
    if not sequence.triggers.exists():
        words = _("No trigger: people can only be added manually.")
        yield Finding(words, Weight.WARNS)
    if sequence.topic and sequence.topic.retired_at:
        yield Finding(_("Its topic is no longer in use: choose another, or none."))
    if not sequence.is_draft and not exits.has_somebody(sequence):
        yield Finding(str(Sequence.Problem.NO_SENDER.label), Weight.WARNS)
    yield from _on_segments(sequence, flow)
    yield from _on_steps(flow)
    yield from _on_letters(flow, user)
    letters = rules.lacking(sequence.letters(), user) if lacking is None and sequence.is_draft else lacking
    if sequence.is_draft and letters:
        words = ngettext(
            "Needs approval first: %(names)s.",
            "Need approval first: %(names)s.",
            len(letters),
        )  # fmt: skip
        yield Finding(words % {"names": ", ".join(each.name for each in letters)})


def _on_segments(sequence: Sequence, flow: Flow) -> Iterator[Finding]:
    asked = [one.segment for one in flow.steps.values() if one.kind == "condition"]
    asked += [one.segment for one in sequence.triggers.select_related("segment") if one.segment]
    for segment in dict.fromkeys([*asked, sequence.leaves_when]):
        if segment is None:
            continue
        try:
            criteria.read(segment.criteria)
        except criteria.BadCriteria as bad:
            words = _("The segment “%(name)s” can’t be used: %(why)s")
            yield Finding(words % {"name": segment, "why": bad})


def _on_steps(flow: Flow) -> Iterator[Finding]:
    for step in flow.walk():
        name = step_kinds.says(step)
        if step.kind in {"tag", "untag"} and step.tag is None:
            yield Finding(_("%(step)s: the tag was deleted.") % {"step": name})
        if step.kind == "follow_up" and (step.owner is None or not step.owner.is_active):
            yield Finding(_("%(step)s: the person assigned has left the team.") % {"step": name})
        day = wait_times.day(step.value, wait_times.campaign_clock()) if step.kind == "wait" else None
        if day and day < timezone.now():
            words = _("%(step)s: this date has passed, so its steps are skipped.")
            yield Finding(words % {"step": name}, Weight.WARNS)


def _on_letters(flow: Flow, user: Any) -> Iterator[Finding]:
    letters = [step.mailing for step in flow.walk() if step.mailing]
    as_typed = [mailing.as_typed() for mailing in letters]
    if letters:
        yield from preflight_sender.on_sender(Campaign.current())
        yield from preflight_sender.on_country(as_typed)
    for typed, found in preflight_results.in_letters(as_typed, user, audience.NOBODY):
        if len(typed.versions) > 1:
            words = _("%(name)s: a message of a sequence can have one version only.")
            yield Finding(words % {"name": typed.name})
        for finding in found:
            text = _("%(letter)s: %(what)s") % {"letter": typed.name, "what": finding.whole}
            yield replace(finding, text=text, place=None, remedy="")
