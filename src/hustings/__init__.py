"""The platform: a Django and Wagtail project that runs a whole campaign."""

import gc

__version__ = "0.1.0"

# Loading makes 280,000 objects that stay: to look for cycles among them again and again took a tenth of it.
gc.set_threshold(50_000, 20, 100)
