"""Attendance to expect: a model of people's own history, and its use by the team."""
