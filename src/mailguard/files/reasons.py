"""Why a file could not be read, in words for people: most of what libraries say is for programmers."""

import re
import struct

BROKEN = "it is broken"
# An object in memory by its class and address, and the numbers of errors.
_INNER = re.compile(r"(?:stream )?<[^<>]*>:?|^Error -?\d+ while [a-z ]+:")
# Our readers and their libraries stumble so over what no honest program writes.
_STUMBLES = (ArithmeticError, AssertionError, AttributeError, LookupError, OSError, TypeError, ValueError)


def why(error: Exception) -> str:
    """What is wrong with the file; without names of classes, objects and numbers of errors."""
    if isinstance(error, (*_STUMBLES, struct.error)) and not isinstance(error, PermissionError):
        return BROKEN
    return " ".join(_INNER.sub(" ", str(error)).split()) or BROKEN
