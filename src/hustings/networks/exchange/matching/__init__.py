"""Matching: who fits whom and why, cohorts, rounds. No Django, no clock, the same result every time."""
