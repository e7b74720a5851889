"""Hearers of the apps above: what they derive from addresses follows when some are merged or split."""

from collections.abc import Callable, Collection
from uuid import UUID

from hustings.foundation.contributions import Registry

# Called with the keys of the buildings, in the transaction that changes them: queue work, do none.
corrected = Registry[Callable[[Collection[UUID]], None]]("addresses.hooks.corrected")
