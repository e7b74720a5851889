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


@check(gettext_lazy("A segment is chosen, and somebody in it gets the mailing"), About.READERS, may_stop=True)
def somebody_reads(desk: Desk) -> Iterator[Finding]:
    if desk.mailing.is_step:
        return  # the sequence says whom it goes to
    if desk.mailing.asks_for is None:
        remedy = _("Choose whom the mailing goes to.")
        yield Finding(_("No segment is chosen."), remedy=remedy)
        return
    n = desk.reach.readers
    if desk.refusal:
        yield Finding(_("The segment can't be used: %(why)s") % {"why": desk.refusal})
    elif desk.user and not n:
        words = _("Nobody would get it: nobody in the segment both agreed to mails and can be reached.")
        yield Finding(words, remedy=_("Choose another segment, or ask its people for their consent first."))


@check(
    gettext_lazy("How many of those chosen said yes to mails, and why the others are left out"), About.READERS
)
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
        "%(n)s of %(of)s in the segment is left out: no yes to mails stands, or none to this topic, or they"
        " asked for a rest.",
        "%(n)s of %(of)s in the segment are left out: no yes to mails stands, or none to this topic, or they"
        " asked for a rest.",
        n,
    )
    yield Finding(words % told, Weight.HINT)


@check(gettext_lazy("The topic is still in use"), About.READERS, may_stop=True)
def topic(desk: Desk) -> Iterator[Finding]:
    if desk.mailing.topic and desk.mailing.topic.retired_at:
        yield Finding(_("Its topic is retired."), remedy=_("Choose another one, or none."))


@check(gettext_lazy("Who got as many mails lately as anybody should"), About.READERS)
def pressure(desk: Desk) -> Iterator[Finding]:
    limit = frequency_cap.of(desk.mailing)
    if limit is None or not desk.has_readers:
        return
    if n := frequency_cap.n_pressed(desk.mailing, audience.readers(desk.mailing, desk.user), timezone.now()):
        words = ngettext(
            "%(n)s reader got as many mails lately as anybody should.",
            "%(n)s readers got as many mails lately as anybody should.",
            n,
        )
        remedy = _("When you send it you choose whether they wait or are left out.")
        yield Finding(words % {"n": number_format(n, force_grouping=True)}, Weight.HINT, remedy)


@check(gettext_lazy("No electoral silence or quiet hour is near"), About.READERS)
def silence(desk: Desk) -> Iterator[Finding]:
    book = law.book()
    if book is None or desk.mailing.is_step:
        return
    now = timezone.now()
    if wait := send_windows.at_home(desk.mailing, now, book):
        words = _("Were it sent now, most letters would wait until %(when)s: %(why)s.")
        told = {"when": timetable.shown(wait.due_at), "why": hold_reasons.told(wait, book.law.pack)}
        yield Finding(words % told, Weight.HINT)
        return
    contents = frozenset({Content(desk.mailing.says)})
    window = book.silence((book.law.pack.country,), now, now + _AHEAD, Channel.EMAIL, contents)
    if window:
        words = _("Electoral silence begins on %(when)s (%(article)s): what has not left by then waits.")
        told = {"when": timetable.shown(window.since), "article": window.article}
        yield Finding(words % told, Weight.HINT)


CHECKS = (
    somebody_reads,
    consent,
    topic,
    pressure,
    silence,
)
