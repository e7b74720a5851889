"""Checks of whom a mailing reaches: on what basis, how many, and what holds their letters."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.foundation.elections import law
from hustings.foundation.legal import Channel, Content
from hustings.outreach.delivery import frequency_cap, hold_reasons, send_windows, timetable
from hustings.outreach.mailings import audience
from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.registry import About, check

_AHEAD = timedelta(days=2)  # a big mailing may take that long


@check(gettext_lazy("Recipients"), About.READERS, may_stop=True)
def somebody_reads(desk: Desk) -> Iterator[Finding]:
    if desk.mailing.is_step:
        return  # the sequence says whom it goes to
    if desk.mailing.asks_for is None:
        remedy = _("Choose the recipients.")
        yield Finding(_("No segment is chosen."), remedy=remedy)
        return
    n = desk.reach.readers
    if desk.refusal:
        yield Finding(_("The segment can’t be used: %(why)s") % {"why": desk.refusal})
    elif desk.user and not n:
        words = _("No recipients: no one in the segment has agreed to e-mails and has a working address.")
        yield Finding(words, remedy=_("Choose another segment, or ask for consent first."))


@check(gettext_lazy("Consent of recipients"), About.READERS)
def consent(desk: Desk) -> Iterator[Finding]:
    if not desk.has_readers:
        return
    reach = desk.reach
    n = reach.no_consent + reach.unwilling + reach.off_topic
    within = reach.segment - reach.elsewhere
    if not n:
        return
    told = {"n": number_format(n, force_grouping=True), "of": number_format(within, force_grouping=True)}
    words = ngettext(
        "%(n)s of %(of)s people in the segment is excluded: no consent, unsubscribed from "
        "the topic, or paused.",
        "%(n)s of %(of)s people in the segment are excluded: no consent, unsubscribed from "
        "the topic, or paused.",
        n,
    )
    yield Finding(words % told, Weight.HINT)


@check(gettext_lazy("Topic"), About.READERS, may_stop=True)
def topic(desk: Desk) -> Iterator[Finding]:
    if desk.mailing.topic and desk.mailing.topic.retired_at:
        yield Finding(_("Its topic is no longer in use."), remedy=_("Choose another topic, or none."))


@check(gettext_lazy("Limit of e-mails per person"), About.READERS)
def pressure(desk: Desk) -> Iterator[Finding]:
    limit = frequency_cap.of(desk.mailing)
    if limit is None or not desk.has_readers:
        return
    if n := frequency_cap.n_pressed(desk.mailing, audience.readers(desk.mailing, desk.user), timezone.now()):
        words = ngettext(
            "%(n)s recipient has reached the limit of e-mails per person.",
            "%(n)s recipients have reached the limit of e-mails per person.",
            n,
        )
        remedy = _("When you send, choose whether they wait or are excluded.")
        yield Finding(words % {"n": number_format(n, force_grouping=True)}, Weight.HINT, remedy)


@check(gettext_lazy("Election silence and quiet hours"), About.READERS)
def silence(desk: Desk) -> Iterator[Finding]:
    book = law.book()
    if book is None or desk.mailing.is_step:
        return
    now = timezone.now()
    if wait := send_windows.at_home(desk.mailing, now, book):
        words = _("If you send now, most e-mails wait until %(when)s: %(why)s.")
        told = {"when": timetable.shown(wait.due_at), "why": hold_reasons.told(wait, book.law.pack)}
        yield Finding(words % told, Weight.HINT)
        return
    contents = frozenset({Content(desk.mailing.says)})
    window = book.silence((book.law.pack.country,), now, now + _AHEAD, Channel.EMAIL, contents)
    if window:
        words = _("Election silence starts on %(when)s (%(article)s): e-mails not sent by then will wait.")
        told = {"when": timetable.shown(window.since), "article": window.article}
        yield Finding(words % told, Weight.HINT)


CHECKS = (
    somebody_reads,
    consent,
    topic,
    pressure,
    silence,
)
