"""The IMAP watcher: mailboxes at any provider, filtered from outside."""

from mailguard.agents.imap.boxes import Box, Settings
from mailguard.agents.imap.credentials import Credentials, FromFiles, Login, NoLogin, Secret
from mailguard.agents.imap.keeping import InFolder, Keeping
from mailguard.agents.imap.mailbox_watcher import Standing
from mailguard.agents.imap.probing import Probe, probe
from mailguard.agents.imap.watch import Watch, run

__all__ = [
    "Box",
    "Credentials",
    "FromFiles",
    "InFolder",
    "Keeping",
    "Login",
    "NoLogin",
    "Probe",
    "Secret",
    "Settings",
    "Standing",
    "Watch",
    "probe",
    "run",
]
