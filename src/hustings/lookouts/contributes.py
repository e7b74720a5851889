"""What lookouts give to the other apps."""

from hustings.contributions import Contribution
from hustings.lookouts import opening
from hustings.shield import clues

app = Contribution(
    clues.sources(opening.clues),
)
