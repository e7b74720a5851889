"""Scheduled work of mailings."""

from hustings.mailing.schedules import (  # noqa: F401 - schedules are declared by being imported
    archive,
    bounces,
    dispatch,
    measuring,
    sequences,
    trials,
)
