"""Contributions of segments: criteria, and to-dos about people."""

from hustings.contributions import Contribution
from hustings.lib import deeds
from hustings.people import dashboard, segments, timeline
from hustings.people.segments import criteria, fields, uses
from hustings.people.segments.criteria import happenings, included

app = Contribution(
    segments.catalogue(*criteria.CRITERIA),
    segments.families(fields.FAMILY),
    timeline.happened(*happenings.HAPPENINGS),
    uses.usages(included.uses),
    deeds.sources(dashboard.attention),
)
