"""Models of decoys."""

from hustings.security.decoys.models.alarms import Alarm, Sighting, Tally
from hustings.security.decoys.models.documents import Copy, Document, Link, Visit
from hustings.security.decoys.models.lures import Decoy, Distribution, Keeping, Login
from hustings.security.decoys.models.register import Entry, Look
from hustings.security.decoys.models.servers import SeenLine, Server
