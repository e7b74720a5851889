"""Manifest of donations: everything given to the other apps."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes, todos
from hustings.foundation.lib.formats import money
from hustings.foundation.lib.text.languages import in_language
from hustings.money.donations import (
    cards,
    criteria,
    demo,
    due,
    mailing_gifts,
    my_data,
    paid,
    privacy,
    schedules,
    told,
    webhook_events,
)
from hustings.money.donations.tasks import check_later
from hustings.money.donations.views.frame import DONATIONS, FUNDS, ICON, LOANS
from hustings.money.ledger.hooks import Origin, origins
from hustings.money.ledger.rights import SEE_MONEY
from hustings.outreach.tracking.attribution import kinds as followed
from hustings.people.duplicates.merging import derived_rows, unmerge
from hustings.people.persons import timeline
from hustings.people.persons.hooks import record_parts
from hustings.people.segments.criteria import catalogue


def _said(text: Any) -> timeline.Says:
    """A sentence with the amount and the fund."""

    def sentence(data: Mapping[str, Any]) -> str:
        words = {"amount": money.shown(data["amount"], data["currency"]), "fund": in_language(data["fund"])}
        return str(text) % words

    return sentence


def _borne(found: Any, whose: unmerge.Whose) -> Any:
    """Later rows whose donor declared an address of theirs."""
    return found.filter(donor__email__in=whose.addresses, donor__made_at__gte=whose.since)


app = Contribution(
    schedules.part,
    paid.part,
    webhook_events.part,
    followed.kinds(mailing_gifts.KIND),
    of_demo.steps(demo.fill),
    menu.entries(
        menu.Entry(DONATIONS, "donations:donations", SEE_MONEY, ICON, 10, "money"),
        menu.Entry(
            pgettext_lazy("menu", "Refunds to make"), "donations:proposals", SEE_MONEY, "undo", 20, "money"
        ),
        menu.Entry(LOANS, "donations:loans", SEE_MONEY, "repeat", 25, "money"),
        menu.Entry(FUNDS, "donations:funds", SEE_MONEY, "folder-open-inverse", 30, "money"),
    ),
    routes.hq(routes.Section("hustings.money.donations.urls", "donations/")),
    how_tos.pages(
        how_tos.beside("keep-donations-legal", "donations:*"),
        how_tos.beside("take-donations", "donations:fund*", "donations:funds"),
    ),
    origins(Origin("donation:", "donations:donation")),
    todos.sources(due.deeds_of),
    my_data.part,
    privacy.part,
    catalogue(*criteria.CRITERIA),
    record_parts.cards(cards.card),
    derived_rows.readers(check_later),
    unmerge.laters(
        unmerge.Later("donations.donation.person", _borne),
        unmerge.Later("donations.plan.person", _borne),
        unmerge.Later(
            "donations.donor.person",
            lambda found, whose: found.filter(email__in=whose.addresses, made_at__gte=whose.since),
        ),
    ),
    timeline.groups(timeline.Group("donations", DONATIONS)),
    timeline.sentences(
        timeline.Sentence(told.SETTLED, _said(gettext_lazy("Gave %(amount)s to “%(fund)s”"))),
        timeline.Sentence(
            told.UNSETTLED,
            _said(gettext_lazy("%(amount)s for “%(fund)s” was somebody else’s: awaited again")),
        ),
        timeline.Sentence(told.REFUNDED, _said(gettext_lazy("Got %(amount)s back from “%(fund)s”"))),
        timeline.Sentence(
            told.REFUND_FAILED,
            _said(gettext_lazy("A refund of %(amount)s from “%(fund)s” did not reach them")),
        ),
        timeline.Sentence(told.LOST, _said(gettext_lazy("Their bank took %(amount)s back from “%(fund)s”"))),
        timeline.Sentence(
            told.PLAN_STARTED, _said(gettext_lazy("Started to give %(amount)s a month to “%(fund)s”"))
        ),
        timeline.Sentence(
            told.PLAN_CHANGED, _said(gettext_lazy("Changed their monthly donation to “%(fund)s”: %(amount)s"))
        ),
        timeline.Sentence(told.PLAN_ENDED, _said(gettext_lazy("Ended their monthly donation to “%(fund)s”"))),
    ),
    timeline.happened(timeline.Happening(told.SETTLED, gettext_lazy("gave money"))),
)
