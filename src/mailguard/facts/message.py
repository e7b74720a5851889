"""Everything that detectors may look at."""

from functools import cached_property

from mailguard.facts.insight import Insight
from mailguard.facts.record import Record


class Facts(Record):
    """One message as detectors see it. They see nothing else: no network, no file, no clock."""

    @cached_property
    def insight(self) -> Insight:
        return Insight(self)
