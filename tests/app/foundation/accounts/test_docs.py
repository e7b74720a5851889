"""The table of roles in the reference is the one in the code."""

from pathlib import Path

from django.utils import translation

from hustings.foundation.accounts.roles import Role, rights

PAGE = Path(__file__).parents[4] / "docs/reference/roles.md"


def table() -> str:
    with translation.override("en"):
        lines = [
            "| May … | " + " | ".join(str(role.label) for role in Role) + " |",
            "|---" * (len(Role) + 1) + "|",
        ]
        for right in rights.all():
            marks = ["yes" if right in role.rights else "" for role in Role]
            lines.append(f"| {right.label} | " + " | ".join(marks) + " |")
    return "\n".join(lines)


def test_the_reference_shows_the_roles_as_they_are():
    assert table() in PAGE.read_text(), f"put this into {PAGE.name}:\n{table()}"
