"""Manifest of people: everything given to the other apps, a manifest for each part."""

from hustings.contributions import Contribution
from hustings.people.contributes import (
    changes,
    contacts,
    duplicates,
    imports,
    persons,
    privacy,
    segments,
    selfservice,
    signups,
)

app = Contribution(
    persons.app,
    contacts.app,
    signups.app,
    segments.app,
    changes.app,
    imports.app,
    duplicates.app,
    privacy.app,
    selfservice.app,
)
