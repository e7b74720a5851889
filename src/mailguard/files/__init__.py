"""Attachments, read without executing anything; one that can't be read has the trait ``unread``."""

from mailguard.files.bounds import Budget
from mailguard.files.examining import examine
from mailguard.files.kinds import looks
from mailguard.files.names import extension, harmful

__all__ = ["Budget", "examine", "extension", "harmful", "looks"]
