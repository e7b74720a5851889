"""Open comments are a check; approvals that wait are to do."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes, todos
from hustings.outreach.preflight import registry
from hustings.outreach.review.approvals import todos as waiting
from hustings.outreach.review.comments import check

app = Contribution(
    how_tos.pages(
        how_tos.beside("require-approval", "review:*", below="email"),
        how_tos.beside("comment-on-a-mailing", below="email"),
    ),
    routes.hq(routes.Section("hustings.outreach.review.urls", "")),
    registry.known(*check.CHECKS),
    registry.counts(registry.Count(check.OPEN, check.count)),
    todos.sources(waiting.deeds_of),
)
