"""This app's part of HQ."""

from hustings.people.wagtail_hooks import changes, duplicates, imports, persons, privacy, segments, signups

__all__ = ["changes", "duplicates", "imports", "persons", "privacy", "segments", "signups"]
