"""Segments: actions, one file each."""

from hustings.people.segments.actions.segments import NoName, SegmentNeeded, remove_segment, save_segment
