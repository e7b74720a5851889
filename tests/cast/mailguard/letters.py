"""Whole messages for tests of the commands; everybody in them is invented."""

from mailguard import analyse
from mailguard.cli.scan import EXITS

LURE = b"""From: Security <noreply@example-mail.net>\r
To: bob@valbrune.example\r
Subject: Join the briefing\r
Content-Type: text/plain; charset=utf-8\r
\r
Type the code ABCD-EF12 at https://microsoft.com/devicelogin to join.\r
"""
NOTE = b"""From: Alice <alice@valbrune.example>\r
To: bob@valbrune.example\r
Subject: hall\r
Date: Mon, 1 Mar 2027 10:00:00 +0100\r
Message-ID: <1.hall@valbrune.example>\r
\r
The hall is ours from seven. Bring the banners.\r
"""


def mbox(*messages: bytes) -> bytes:
    """The messages as one mailbox (RFC 4155)."""
    return b"".join(
        b"From bob Mon Mar  1 10:00:00 2027\n" + each.replace(b"\r", b"") + b"\n" for each in messages
    )


FOUND = analyse(LURE).action
EXIT = EXITS[FOUND]
