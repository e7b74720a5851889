"""Team of the fictional campaign. No models here: the command that greets reads it, too."""

from pathlib import Path

from django.conf import settings

from hustings.foundation.accounts.roles import Role

# Name before the @, given and family name, role, the department it holds in (None: everywhere).
TEAM: list[tuple[str, str, str, Role, str | None]] = [
    ("dora", "Dora", "Valmy", Role.DIRECTOR, None),
    ("alice", "Alice", "Ferrand", Role.ORGANISER, "69"),
    ("carl", "Carl", "Imbert", Role.COMMUNICATIONS, None),
    ("bob", "Bob", "Tessier", Role.COORDINATOR, "30"),
    ("mia", "Mia", "Roussel", Role.MODERATOR, None),
    ("sonia", "Sonia", "Marchal", Role.SECURITY, None),
]


def logins() -> Path:
    """Place of the demo's password: made at random once, readable by its owner alone."""
    path: Path = settings.VAR / "demo-logins.txt"
    return path
