"""Deeds on decoys. Each is a line of the register, in the same transaction."""

from hustings.security.decoys.actions.alarms import acknowledge
from hustings.security.decoys.actions.distribution import NotAllowed, allow_sets, take_out
from hustings.security.decoys.actions.documents import (
    NoMoreCopies,
    NotMade,
    NotMarkable,
    address_of,
    identify,
    make_copy,
    ready,
    write_document,
)
from hustings.security.decoys.actions.links import make_link
from hustings.security.decoys.actions.people import (
    AddressTaken,
    NoName,
    OnlyOnce,
    add_login,
    invent_people,
    retire,
)
from hustings.security.decoys.actions.servers import NameTaken, allow_server, end_server
