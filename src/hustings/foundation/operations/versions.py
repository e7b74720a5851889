"""Versions of Hustings and of what it runs on, for questions to those who help."""

import platform

import django
import wagtail
from django.db import connection

import hustings


def known() -> list[tuple[str, str]]:
    """Names with their versions."""
    database = ".".join(map(str, connection.get_database_version()))
    return [
        ("Hustings", hustings.__version__),
        ("Wagtail", wagtail.__version__),
        ("Django", django.__version__),
        ("Python", platform.python_version()),
        (connection.display_name, database),
    ]
