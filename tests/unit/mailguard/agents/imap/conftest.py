"""Fixtures for the tests here."""

from tests.cast.mailguard.agents.imap.fixtures import (
    between,
    bob,
    carol,
    certificate,
    engine,
    server,
    watching,
)

__all__ = ["between", "bob", "carol", "certificate", "engine", "server", "watching"]
