"""Law as dated, sourced values and pure functions: no Django, no database, no clock."""

from hustings.foundation.legal.elections import Election, Round
from hustings.foundation.legal.exemptions import Exemption
from hustings.foundation.legal.gifts import Allowed, Donor, Fund, Gift, Refused
from hustings.foundation.legal.pack import Pack, UnknownKind
from hustings.foundation.legal.packs_loader import NoSuchPack, countries, load, read
from hustings.foundation.legal.places import ANYWHERE, Place
from hustings.foundation.legal.rule_sentences import Complaint
from hustings.foundation.legal.rules import Channel, Content, GiftKind, Means, Recipient, Rule
from hustings.foundation.legal.send_windows import Answer, may_send
from hustings.foundation.legal.silences import Window, next_silence, silence_at, windows
from hustings.foundation.legal.times import Hours
from hustings.foundation.legal.toml_reader import BadPack
