"""Contributions of imports: their operation, their lines of timelines, a criterion, to-dos."""

from hustings.contributions import Contribution
from hustings.lib import deeds
from hustings.people.importing import criterion, operation, sentences, todos
from hustings.people.operations import kinds
from hustings.people.schedules import imports

app = Contribution(
    imports.part,
    sentences.part,
    criterion.part,
    deeds.sources(todos.waiting),
    kinds.kinds(*operation.KINDS),
)
