"""The baseline of bench_signups: the same Django, database and server, and nothing around one view."""

from hustings.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.bare"
MIDDLEWARE: list[str] = []
