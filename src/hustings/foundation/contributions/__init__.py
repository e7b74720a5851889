"""The manifest: one place where an app says what it gives to the others.

An app that takes contributions owns a registry; an app that has something for it says so in its manifest:

    # people/persons/hooks/erasure_hooks.py
    erasers = Registry[Eraser]("persons.hooks.erasure_hooks.erasers")

    # site/petitions/contributes.py
    app = Contribution(
        erasure_hooks.erasers(erasure.erase),
        timeline.sentences(...),
    )

The registry types what it takes, so neither this package nor a lower app names an app above it.
"""

from hustings.foundation.contributions.registry import Contribution, Registry, read

__all__ = ["Contribution", "Registry", "read"]
