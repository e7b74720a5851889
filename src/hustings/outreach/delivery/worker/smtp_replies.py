"""SMTP replies: what a server's answer means, and for whom."""

import re
from typing import Literal

from hustings.outreach.delivery.transports.smtp import Answer

Meaning = Literal["taken", "never", "later", "road", "server", "again", "sender"]
_DETAIL = re.compile(r"\b[245]\.(\d{1,3})\.\d{1,3}\b")  # RFC 3463
_PERSON = {"1", "2"}  # about an address or its mailbox
_SYSTEM = "3"  # about the server's own state: full, going down
_ROAD = {421, 450, 451}


def meaning(answer: Answer) -> Meaning:
    """``never``: not this letter. ``later``: it waits; ``road``: its domain; ``server``: everything.

    ``again``: the letter was not looked at. ``sender``: no reader is to blame.
    """
    if answer.is_yes:
        return "taken"
    found = _DETAIL.search(answer.text)
    subject = found[1] if found else ""
    is_early = answer.stage == "mail"
    if answer.code >= 500:
        return "sender" if is_early else "never"
    if answer.code == 421 and (is_early or subject == _SYSTEM):
        return "again"
    if is_early or subject == _SYSTEM or (answer.code == 452 and subject not in _PERSON):
        return "server"
    if answer.code in _ROAD and subject not in _PERSON:
        return "road"
    return "later"
