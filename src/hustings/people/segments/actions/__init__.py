"""Segments: actions, one file each."""

from hustings.people.segments.actions.segments import NoName, SegmentNeeded, remove_segment, save_segment

__all__ = [
    "NoName",
    "SegmentNeeded",
    "remove_segment",
    "save_segment",
]
