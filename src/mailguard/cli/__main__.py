"""``python -m mailguard.cli``."""

from mailguard.cli import main

main(prog_name="mailguard")
