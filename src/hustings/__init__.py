"""The platform: a Django and Wagtail project that runs a whole campaign."""

__version__ = "0.1.0"
