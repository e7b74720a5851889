"""What click says to people: listed for `make messages`, since click looks it up in our catalogue."""

from hustings.lib.words import gettext as _
from hustings.lib.words import ngettext


def said() -> list[str]:
    """Click's own sentences, in the language of the terminal."""
    return [
        _("Aborted!"),
        _("deprecated"),
        _("Options"),
        _("Positional arguments"),
        _("Commands"),
        _("Missing command."),
        _("env var: {var}"),
        _("default: {default}"),
        _("(dynamic)"),
        _("%(prog)s, version %(version)s"),
        _("Show the version and exit."),
        _("Show this message and exit."),
        _("Error: {message}"),
        _("Try '{command} {option}' for help."),
        _("Invalid value: {message}"),
        _("Invalid value for {param_hint}: {message}"),
        _("Missing argument"),
        _("Missing option"),
        _("Missing parameter"),
        _("Missing {param_type}"),
        _("Missing parameter: {param_name}"),
        _("No such option {name!r}."),
        _("No such command {name!r}."),
        _("unknown error"),
        _("Could not open file {filename!r}: {message}"),
        _("Usage:"),
        _("Argument {name!r} takes {nargs} values."),
        _("Option {name!r} does not take a value."),
        _("Error: invalid input"),
        _("{value!r} is not a valid {number_type}."),
        _("{value} is not in the range {range}."),
        _("{value!r} is not a valid boolean. Recognized values: {states}"),
        _("file"),
        _("directory"),
        _("path"),
        _("{name} {filename!r} does not exist."),
        _("{name} {filename!r} is a file."),
        _("{name} {filename!r} is a directory."),
        _("{name} {filename!r} is not readable."),
        _("{name} {filename!r} is not writable."),
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
        ngettext(
            "{value!r} does not match the format {format}.",
            "{value!r} does not match the formats {formats}.",
            1,
        ),
    ]
