"""Tests of versions: dealt when letters are queued, counted apart, among what is to do."""

from hustings.contributions import Contribution
from hustings.lib import deeds
from hustings.mailing import delivery_queue
from hustings.mailing.measuring import plans
from hustings.mailing.schedules import trials as schedules
from hustings.mailing.trials import dealing, measures, todo

app = Contribution(
    schedules.part,
    delivery_queue.assigners(dealing.assigner),
    plans.tested(dealing.undecided),
    measures.measures(*measures.MEASURES),
    deeds.sources(todo.undecided),
)
