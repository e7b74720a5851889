"""Contributions of sign-ups: their pages, lines of timelines, erasure."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.signups import (
    device_ends,
    devices,
    erasure,
    goal_metrics,
    kinds,
    recognition,
    schedules,
    timeline_sentences,
    webhook_events,
)
from hustings.people.signups.actions import sign_ups

app = Contribution(
    goal_metrics.part,
    how_tos.pages(
        how_tos.beside("let-people-bring-friends", "signups:*"),
    ),
    menu.entries(
        menu.Entry(_("Top recruiters"), "signups:leaderboard", VIEW_PEOPLE, "pick", 370, "people"),
    ),
    routes.hq(routes.Section("hustings.people.signups.urls", "people/")),
    routes.routes(
        routes.Route("hustings.people.signups.urls_public", is_localised=True, place=routes.Place.FIRST)
    ),
    kinds.kinds(sign_ups.KIND),
    recognition.proofs(devices.PROOF),
    device_ends.part,
    routes.secret_paths("sign-ups"),
    routes.unlisted_paths("sign-ups", "not-you"),
    schedules.part,
    timeline_sentences.part,
    webhook_events.part,
    erasure_hooks.erasers(erasure.erase),
)
