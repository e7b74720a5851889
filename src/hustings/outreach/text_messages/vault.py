"""Keys of gateways, in files that no backup takes; never in the database or in a page."""

from collections.abc import Mapping

from hustings.foundation.lib.process import key_files
from hustings.outreach.text_messages.models import Gateway

_USE = "texts"


def keys(gateway: Gateway) -> Mapping[str, str]:
    """The keys of a gateway; empty where none was entered, or where what sealed them is lost."""
    return key_files.read(_USE, _name(gateway))


def keep(gateway: Gateway, entered: Mapping[str, str]) -> None:
    """Keep what was entered beside what is there; what was left empty stays."""
    key_files.keep(_USE, _name(gateway), entered)


def _name(gateway: Gateway) -> str:
    return f"gateway-{gateway.uid}"
