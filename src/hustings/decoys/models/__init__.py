"""What is kept of decoys."""

from hustings.decoys.models.alarms import Alarm, Sighting, Tally
from hustings.decoys.models.lures import Decoy, Handing, Keeping, Login
from hustings.decoys.models.papers import Copy, Document, Link, Visit
from hustings.decoys.models.register import Entry, Look
from hustings.decoys.models.servers import SeenLine, Server

__all__ = [
    "Alarm", "Copy", "Decoy", "Document", "Entry", "Handing", "Keeping", "Link", "Login", "Look", "SeenLine",
    "Server", "Sighting", "Tally", "Visit",
]  # fmt: skip
