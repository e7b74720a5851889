"""``--delimiter``, as import and export take it."""

import click

from hustings.foundation.lib.process.cli_language import gettext as _


def one_character(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The character that stands between two columns, None where nothing was said: an option's callback."""
    if value is None:
        return None
    value = {"tab": "\t", "\\t": "\t"}.get(value, value)
    if len(value) != 1 or value in '"\r\n':
        raise click.UsageError(_("--delimiter is one character, or the word tab."))
    return value
