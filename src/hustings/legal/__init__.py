"""Law as dated, sourced values and pure functions.

Pure: no Django, no database, no clock. Whoever asks hands in the moment, the elections and the exceptions.
"""

from hustings.legal.elections import Election, Round
from hustings.legal.exemptions import Exemption
from hustings.legal.loading import NoSuchPack, countries, load, read
from hustings.legal.pack import Pack, UnknownKind
from hustings.legal.places import ANYWHERE, Place
from hustings.legal.reading import BadPack
from hustings.legal.rules import Channel, Content, Rule
from hustings.legal.sending import Answer, may_send
from hustings.legal.silences import Window, next_silence, silence_at, windows
from hustings.legal.times import Hours
from hustings.legal.words import Complaint

__all__ = [
    "ANYWHERE",
    "Answer",
    "BadPack",
    "Channel",
    "Complaint",
    "Content",
    "Election",
    "Exemption",
    "Hours",
    "NoSuchPack",
    "Pack",
    "Place",
    "Round",
    "Rule",
    "UnknownKind",
    "Window",
    "countries",
    "load",
    "may_send",
    "next_silence",
    "read",
    "silence_at",
    "windows",
]
