"""The IMAP watcher: mailboxes at any provider, looked after from outside.

``Watch`` holds all boxes, ``box_watch`` is one of them, ``reading`` finds what is new, ``acting`` moves mail,
``obeying`` does what the platform asks, ``state`` remembers.
"""

from mailguard.watching.box_watch import Standing
from mailguard.watching.boxes import Box, Settings
from mailguard.watching.credentials import Credentials, FromFiles, Login, NoLogin, Secret
from mailguard.watching.keeping import InFolder, Keeping
from mailguard.watching.probing import Probe, probe
from mailguard.watching.watch import Watch, run

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
