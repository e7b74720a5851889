"""Truths about one message: frozen, comparable, written to JSON and read back.

No opinion. What could not be read or looked up is a fact (``unknown``), so hiding never looks clean.
"""

from mailguard.facts.authentication import Arc, Authentication, Dmarc, Signature, Spf
from mailguard.facts.body import File, Form, Html, Link, Part, Trait
from mailguard.facts.envelope import Bulk, Envelope, Hop, Mailbox
from mailguard.facts.message import Facts
from mailguard.facts.nested import Nested
from mailguard.facts.relation import Relation
from mailguard.facts.scan import Scan, Virus

__all__ = [
    "Arc",
    "Authentication",
    "Bulk",
    "Dmarc",
    "Envelope",
    "Facts",
    "File",
    "Form",
    "Hop",
    "Html",
    "Link",
    "Mailbox",
    "Nested",
    "Part",
    "Relation",
    "Scan",
    "Signature",
    "Spf",
    "Trait",
    "Virus",
]
