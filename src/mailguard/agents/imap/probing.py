"""A look at a mailbox before it is watched: can it be opened, and what can its server do?"""

from dataclasses import dataclass

from mailguard.agents.imap import connection
from mailguard.agents.imap.boxes import Box
from mailguard.agents.imap.connection import ODD, Server, said
from mailguard.agents.imap.credentials import Credentials, NoLogin
from mailguard.agents.imap.errors import Trouble
from mailguard.agents.imap.folders import Directory, no_folder, two_things
from mailguard.i18n import Complaint, mark

_SAYS = (
    (
        "has_idle",
        mark("The server announces new messages immediately."),
        mark("New messages are checked for regularly."),
    ),
    ("has_move", mark("Mail is moved in one step."), mark("Mail is copied and then deleted.")),
)
_MARKED = mark("What was copied stays in its folder, marked as deleted: this server can't delete it alone.")


@dataclass(frozen=True, slots=True)
class Probe:
    """``problem`` says what is wrong, None where nothing is. ``says`` tells what the server can do."""

    problem: Complaint | None = None
    says: tuple[str, ...] = ()
    has_idle: bool = False
    has_move: bool = False
    has_uidplus: bool = False
    folders: tuple[str, ...] = ()


def probe(box: Box, credentials: Credentials) -> Probe:
    """Sign in and look around; nothing is changed and no folder made."""
    try:
        with connection.opened(box, credentials.login(box)) as server:
            return _looked(box, server)
    except (*ODD, Trouble, NoLogin, OSError) as error:
        return Probe(problem=said(error))


def _looked(box: Box, server: Server) -> Probe:
    names = tuple(
        name for flags, _, name in server.names() if b"\\noselect" not in {f.lower() for f in flags}
    )
    says = [yes if getattr(server, name) else no for name, yes, no in _SAYS]
    if not server.has_move and not server.has_uidplus:
        says.append(_MARKED)
    server.select("INBOX")
    if name := box.used_twice:
        return Probe(two_things(name), tuple(says), folders=names)
    directory = Directory(server)
    if missing := [name for name in box.folders if not directory.found(name)]:
        return Probe(no_folder(missing), tuple(says), folders=names)
    return Probe(None, tuple(says), server.has_idle, server.has_move, server.has_uidplus, names)
