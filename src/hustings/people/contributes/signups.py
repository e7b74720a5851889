"""Contributions of sign-ups: their pages, lines of timelines, erasure."""

from hustings.contributions import Contribution
from hustings.lib import routes
from hustings.people import erasure_hooks, sign_up_erasure, sign_up_sentences
from hustings.people.schedules import sign_ups

app = Contribution(
    routes.secret_paths("sign-ups"),
    routes.unlisted_paths("sign-ups"),
    sign_ups.part,
    sign_up_sentences.part,
    erasure_hooks.erasers(sign_up_erasure.erase),
)
