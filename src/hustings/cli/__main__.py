"""``python -m hustings.cli``."""

from hustings.cli import main

main()
