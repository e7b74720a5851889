"""Who sent it, as far as that can be proven: SPF, DKIM, ARC and DMARC, as facts."""

from mailguard.authentication.authenticate import authenticate

__all__ = ["authenticate"]
