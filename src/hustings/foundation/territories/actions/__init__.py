"""The deeds of this app, called as ``actions.load_country(…)``."""

from hustings.foundation.territories.actions.countries import Loaded, load_country
from hustings.foundation.territories.actions.free_zones import (
    Circular,
    InUse,
    NameTaken,
    change_free,
    create_free,
    delete,
)
from hustings.foundation.territories.actions.stations import Imported, import_stations
