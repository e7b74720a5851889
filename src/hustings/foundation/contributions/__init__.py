"""The manifest: one place for everything that an app adds to other apps.

An app that takes contributions owns a ``Registry``; an app that has something for it calls that in the
``Contribution`` of its ``contributes.py``. So no lower app names an app above it.
"""

from hustings.foundation.contributions.registry import Contribution, Registry, read
