"""Addresses that no person has. Asked wherever one comes in, and once more before a letter leaves."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from hustings.foundation.contributions import Registry
from hustings.foundation.lib.text.said import say
from mailguard.identifiers import addresses

Among = Callable[[Collection[str] | None], set[str]]
Hear = Callable[[str, str, str], object]
Show = Callable[[str, str], object]
_ADDRESS = re.compile(r"[^\s<>@,;:()\"]{1,64}@[^\s<>@,;:()\"/?]{1,253}")
REFUSAL = gettext_noop("“%(text)s” can’t be used as an address here. Enter someone’s personal address.")
_MOST = 50  # addresses of one text that are looked at
_PLAIN = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_MOST_SHOWN = 500  # of what is written to be read: a letter, a page


@dataclass(frozen=True, slots=True)
class Keeper:
    """An app that reserves addresses: ``among(keys)``, None for all.

    ``hear`` is told that a visitor typed one, ``show`` that one stands where everybody reads it.
    """

    among: Among
    hear: Hear
    show: Show


keepers = Registry[Keeper]("lib.trap_addresses.keepers")


def among(keys: Collection[str] | None) -> set[str]:
    """Those of these keys of addresses that are no person's; None: all there are."""
    return (
        set()
        if keys is not None and not keys
        else {key for keeper in keepers.all() for key in keeper.among(keys)}
    )


def hear(key: str, where: str, visitor: str = "") -> None:
    """Tell those who keep them that somebody typed one."""
    for keeper in keepers.all():
        keeper.hear(key, where, visitor)


def show(key: str, where: str) -> None:
    """Tell those who keep them that one stands where everybody reads it."""
    for keeper in keepers.all():
        keeper.show(key, where)


def is_reserved(key: str, *, where: str, visitor: str = "") -> bool:
    """Whether an address that somebody typed is no person's; if so, those who keep it hear of it."""
    if not among([key]):
        return False
    hear(key, where, visitor)
    return True


def is_among(text: str, keys: Collection[str], *, where: str) -> bool:
    """The same of one cell of a table, for keys that ``among`` gave before; its keepers hear of it."""
    key = addresses.key_of(text)
    if not key or key not in keys:
        return False
    hear(key, where)
    return True


def refusal(text: str) -> str:
    """Why this address can't stand where it was typed, in words that don't tell a decoy from a slip."""
    return say(gettext(REFUSAL), text=text)


def keys_in(text: str) -> list[str]:
    """The keys of the addresses in a letter or a page, in words and in links, each once."""
    typed = list(dict.fromkeys(_PLAIN.findall(text)))[:_MOST_SHOWN]
    return list(dict.fromkeys(key for each in typed if (key := addresses.key_of(each.rstrip(".")))))


def in_text(text: str, *, where: str) -> str:
    """The first address in a text that is no person's, empty for none; its keepers hear of it."""
    for typed in _ADDRESS.findall(text)[:_MOST]:
        try:
            read = addresses.read(typed.rstrip("."))
        except addresses.BadAddress:
            continue
        if is_reserved(read.key, where=where):
            return str(read)
    return ""
