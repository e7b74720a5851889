"""What embeds give to the other apps."""

from hustings.contributions import Contribution
from hustings.embeds import counting, kinds, schedules
from hustings.lib import gathering
from hustings.people import origins

app = Contribution(
    schedules.part,
    origins.namers(kinds.named),
    gathering.folds(counting.fold),
)
