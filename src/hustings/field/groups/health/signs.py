"""Signs of life that apps above know of: each gives the last moment of each group."""

import datetime as dt
from collections.abc import Callable, Mapping

from hustings.foundation.contributions import Registry

Signs = Callable[[], Mapping[int, dt.datetime]]
signs = Registry[Signs]("groups.health.signs")
