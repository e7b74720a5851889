"""Tests of versions: dealt when letters are queued, counted apart, among what is to do."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes, todos
from hustings.outreach.abtests import assignment, measures, schedules
from hustings.outreach.abtests import todos as todo
from hustings.outreach.delivery import queue
from hustings.outreach.tracking import plans

app = Contribution(
    how_tos.pages(
        how_tos.beside("run-an-ab-test", "abtests:*", below="email"),
    ),
    routes.hq(routes.Section("hustings.outreach.abtests.urls", "")),
    schedules.part,
    queue.assigners(assignment.assigner),
    plans.tested(assignment.undecided),
    measures.measures(*measures.MEASURES),
    todos.sources(todo.undecided),
)
