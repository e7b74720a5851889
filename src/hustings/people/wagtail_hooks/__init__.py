"""This app's part of HQ."""

from hustings.people.wagtail_hooks import (
    changes,
    contacts,
    duplicates,
    imports,
    persons,
    privacy,
    segments,
    signups,
)

__all__ = ["changes", "contacts", "duplicates", "imports", "persons", "privacy", "segments", "signups"]
