"""The command ``mailguard``."""

import click


@click.group()
@click.version_option(package_name="hustings")
def main() -> None:
    """Read mail, say what is wrong with it and why."""
