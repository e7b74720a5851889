"""Tests of versions: dealt when letters are queued, counted apart, among what is to do."""

from hustings.lib import deeds
from hustings.mailing import delivery_queue
from hustings.mailing.measuring import plans
from hustings.mailing.trials import dealing
from hustings.mailing.trials.todo import undecided


def register() -> None:
    """Called once, when the app is ready."""
    delivery_queue.register_assigner(dealing.assigner)
    plans.register_tested(dealing.undecided)
    deeds.register(undecided)
