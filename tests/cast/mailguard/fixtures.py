"""The engine's tests need all detectors."""

import mailguard.detectors  # noqa: F401
