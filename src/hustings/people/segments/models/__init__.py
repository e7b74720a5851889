"""Segments: models, one file each."""

from hustings.people.segments.models.saved_views import FirstView, SavedView
from hustings.people.segments.models.segments import Segment
