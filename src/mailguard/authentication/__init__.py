"""Sender authentication: SPF, DKIM, ARC and DMARC, as facts."""

from mailguard.authentication.authenticate import authenticate

__all__ = ["authenticate"]
