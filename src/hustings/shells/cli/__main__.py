"""``python -m hustings.shells.cli``."""

from hustings.shells.cli import main

main()
