"""Deeds on people, a deed a file."""

from hustings.people.actions.consents import record_consent, wording

__all__ = ["record_consent", "wording"]
