"""Mailing in HQ, a part of it a file."""

from hustings.mailing.wagtail_hooks import (  # noqa: F401 - hooks are registered by being imported
    archive,
    automations,
    delivery,
    dispatch,
    review,
)
