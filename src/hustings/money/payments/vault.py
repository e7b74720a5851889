"""Keys of channels, in files that no backup takes; never in the database or in a page."""

from collections.abc import Mapping

from hustings.foundation.lib.process import key_files
from hustings.foundation.lib.process.ciphers import InvalidToken, cipher
from hustings.money.payments.models import Channel

_USE = "payments"


def keys(channel: Channel) -> Mapping[str, str]:
    """The keys of a channel; empty where none was entered, or where what sealed them is lost."""
    return key_files.read(_USE, _name(channel))


def keep(channel: Channel, entered: Mapping[str, str]) -> None:
    """Keep what was entered beside what is there; what was left empty stays."""
    key_files.keep(_USE, _name(channel), entered)


def has(channel: Channel, names: tuple[str, ...]) -> bool:
    held = keys(channel)
    return all(held.get(name) for name in names)


def sealed(text: str) -> str:
    """An account's number, encrypted."""
    return cipher(_USE).encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """The text that ``sealed`` took; empty where its key is lost."""
    try:
        return cipher(_USE).decrypt(text.encode()).decode()
    except InvalidToken:
        return ""


def _name(channel: Channel) -> str:
    return f"channel-{channel.uid}"
