"""The deeds of this app, called as ``actions.load_country(…)``."""

from hustings.territories.actions.countries import Loaded, load_country
from hustings.territories.actions.free_zones import (
    Circular,
    InUse,
    NameTaken,
    change_free,
    create_free,
    delete,
)

__all__ = [
    "Circular",
    "InUse",
    "Loaded",
    "NameTaken",
    "change_free",
    "create_free",
    "delete",
    "load_country",
]
