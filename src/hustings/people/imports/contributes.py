"""Contributions of imports: their operation, their lines of timelines, a criterion, to-dos."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.foundation.lib import todos as deeds
from hustings.people.changes.operations import kinds
from hustings.people.imports import criteria, schedules, timeline_sentences, todos
from hustings.people.imports.run import operation

app = Contribution(
    routes.hq(routes.Section("hustings.people.imports.urls", "people/")),
    schedules.part,
    timeline_sentences.part,
    criteria.part,
    deeds.sources(todos.waiting),
    kinds.kinds(*operation.KINDS),
)
