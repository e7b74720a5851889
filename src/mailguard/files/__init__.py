"""Attachments, read without executing anything; what can't be read is a trait, ``unread``."""

from mailguard.files.bounds import Budget
from mailguard.files.examining import examine
from mailguard.files.kinds import looks
from mailguard.files.names import extension, harmful

__all__ = ["Budget", "examine", "extension", "harmful", "looks"]
