"""Registry of what apps add to the demonstration's fictional campaign."""

from collections.abc import Callable

from hustings.foundation.contributions import Registry

Say = Callable[[str], None]
# Each looks whether its work is there, and does it in one transaction, in the language that is active: the
# demo's. ``say`` is told in words.
steps = Registry[Callable[[Say], None]]("lib.demo.steps")
