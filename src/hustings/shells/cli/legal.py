"""``hustings legal``: the rules of law in words, and when silence is kept where."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from hustings.foundation.legal import sentences
from hustings.foundation.legal.elections import Election
from hustings.foundation.legal.pack import SECTIONS, Pack
from hustings.foundation.legal.packs_loader import countries, load, read
from hustings.foundation.legal.places import Place
from hustings.foundation.legal.rule_sentences import Complaint, day, translate
from hustings.foundation.legal.rules import Channel, Content
from hustings.foundation.legal.send_windows import may_send
from hustings.foundation.legal.silences import next_silence, silence_at, windows
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import language, number

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group(help=_("Show a country’s election law, and when and where silence applies."))
def legal() -> None:
    """Group the commands about law."""


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except Complaint as complaint:
        raise click.ClickException(complaint.say(language())) from complaint


def _a_day(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    if not value:
        return value
    if isinstance(value, tuple):
        return tuple(_a_day(context, parameter, each) for each in value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            _("“{value}” is not a date. Use the form 2027-04-11.").format(value=value)
        ) from None


def _a_moment(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        text = _("“{value}” is not a date and time. Use the form 2027-04-10T18:00, in local time.")
        raise click.BadParameter(text.format(value=value)) from None


def _a_clock(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return ZoneInfo(value).key
    except (LookupError, ValueError, OSError):
        text = _("“{value}” is not a time zone. Use a name like Europe/Paris.")
        raise click.BadParameter(text.format(value=value)) from None


def _where_and_when(command: Command) -> Command:
    options = (
        click.argument("country"),
        click.option(
            "--zone", "zones", multiple=True, metavar="CODE",
            help=_("Code of a department, commune or constituency; region:04 for a region, * for anywhere."),
        ),
        click.option(
            "--vote", "votes", multiple=True, metavar="DAY", callback=_a_day,
            help=_("Day of the vote; once for each round."),
        ),
        click.option("--kind", help=_("Kind of election. Default: the first of the pack.")),
        click.option(
            "--at", metavar="MOMENT", callback=_a_moment,
            help=_("Date and time to check, like 2027-04-10T18:00, in local time."),
        ),
        click.option(
            "--time-zone", metavar="NAME", callback=_a_clock,
            help=_("Time zone of the person, if known."),
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def _place(pack: Pack, zones: tuple[str, ...], clock: str | None) -> Place:
    if not pack.spots:
        text = _("{country} is not a country: other countries include its rules.")
        raise click.ClickException(text.format(country=pack.name.say(language())))
    place = pack.place(*zones)
    return place.by(clock) if clock else place


def _elections(pack: Pack, kind: str | None, votes: tuple[date, ...]) -> list[Election]:
    chosen = kind or next(iter(pack.election), "")
    return [Election.on(chosen, *sorted(votes))] if votes else []


def _moment(at: datetime | None, place: Place) -> datetime:
    if at is None:
        return datetime.now(UTC)
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(place.clocks[0]))


@legal.command(name="list", help=_("List the countries that have rules."))
def list_() -> None:
    """List the packs."""
    for code in countries():
        pack = load(code)
        click.echo(f"{code}  {_counts(pack)}")


def _counts(pack: Pack) -> str:
    text = _("{country}: {n} rules, {open} of them not confirmed.")
    return text.format(
        country=pack.name.say(language()),
        n=number(len(list(pack.rules()))),
        open=number(len(pack.unconfirmed())),
    )


@legal.command(help=_("Show the rules of COUNTRY (fr), each with its article and the date it was checked."))
@click.argument("country")
@click.option(
    "--only", "sections", multiple=True, type=click.Choice([*SECTIONS, "zones"]), help=_("Only this section.")
)
def show(country: str, sections: tuple[str, ...]) -> None:
    """Show a pack."""
    with _in_words():
        pack = load(country)
    click.echo(_counts(pack))
    for section in sections or (*SECTIONS, "zones"):
        _show_section(pack, section)
    _name_stale(pack)


def _show_section(pack: Pack, section: str) -> None:
    rules = [rule for rule in pack.rules() if rule.key.partition(".")[0] == section]
    if not rules:
        return
    click.echo("\n" + click.style(translate(sentences.SECTION_NAMES[section], language()), bold=True))
    for rule in rules:
        click.echo(f"  {rule.key}")
        for line in sentences.rule_lines(rule, language()):
            click.echo(f"    {line}")
    if section == "zones":
        for spot in pack.spots.values():
            click.echo(
                f"    {spot.code or '–'}: {', '.join(spot.clocks) or '…'} – {spot.why.say(language())}"
            )


def _name_stale(pack: Pack) -> None:
    stale = pack.stale(datetime.now(UTC).date())
    if stale:
        click.echo("\n" + _("Not checked for more than a year:"))
        for rule in stale:
            click.echo(f"  {rule.key}: {day(rule.checked_on, language())}, {rule.source}")


@legal.command(
    help=_(
        "Show when silence applies in a territory of COUNTRY around a vote, or whether it applies at"
        " a given time."
    )
)
@_where_and_when
@click.option("--channel", type=click.Choice([each.value for each in Channel]), help=_("Only this channel."))
def silence(
    country: str,
    zones: tuple[str, ...],
    votes: tuple[date, ...],
    kind: str | None,
    at: datetime | None,
    time_zone: str | None,
    channel: str | None,
) -> None:
    """Show silences."""
    with _in_words():
        pack = load(country)
        place = _place(pack, zones, time_zone)
        if not votes:
            raise click.UsageError(_("Give the day of the vote: --vote 2027-04-11, once per round."))
        elections = _elections(pack, kind, votes)
        wanted = Channel(channel) if channel else None
        ever = datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
        found = windows(pack, elections, place, since=ever[0], until=ever[1], channel=wanted)
    _name_place(place)
    _name_odd_days(pack, elections)
    for each in found:
        click.echo("- " + sentences.window(each, place, language()))
    if not found:
        click.echo(_("No silence applies there for that vote."))
    if at is not None:
        moment = _moment(at, place)
        now = silence_at(pack, elections, place, moment, channel=wanted)
        nearest = next_silence(pack, elections, place, moment, channel=wanted)
        _name_moment(place, moment, [each.article for each in now], nearest.since if nearest else None)
    _name_stale(pack)


def _name_place(place: Place) -> None:
    for spot in place.spots:
        click.echo(f"{spot.code or '–'}: {', '.join(spot.clocks)} ({spot.why.say(language())})")


def _name_odd_days(pack: Pack, elections: list[Election]) -> None:
    for election in elections:
        for each in election.rounds:
            usual = pack.kind(election.kind, each.on).weekday
            if usual is not None and each.on.weekday() != usual:
                text = _("Warning: this kind of election is not usually held on the weekday of {day}.")
                click.echo(text.format(day=day(each.on, language())), err=True)


def _name_moment(place: Place, moment: datetime, articles: list[str], begins: datetime | None) -> None:
    said = sentences.on_clock(moment, place, language())
    if articles:
        text = _("On {moment}, silence applies: {articles}.")
        click.echo(text.format(moment=said, articles="; ".join(dict.fromkeys(articles))))
    else:
        click.echo(_("On {moment}, no silence applies.").format(moment=said))
    if begins:
        text = _("The next one begins on {moment}.")
        click.echo(text.format(moment=sentences.on_clock(begins, place, language())))


@legal.command(
    help=_(
        "Check whether a message may be sent to someone in a territory of COUNTRY at a given time, or"
        " when next."
    )
)
@_where_and_when
@click.option(
    "--channel", type=click.Choice([each.value for each in Channel]), default="email", show_default=True,
    help=_("Channel of the message."),
)  # fmt: skip
@click.option(
    "--content", "contents", multiple=True, type=click.Choice([each.value for each in Content]),
    default=["campaign"], show_default=True, help=_("Content of the message; repeatable."),
)  # fmt: skip
def sending(
    country: str,
    zones: tuple[str, ...],
    votes: tuple[date, ...],
    kind: str | None,
    at: datetime | None,
    time_zone: str | None,
    channel: str,
    contents: tuple[str, ...],
) -> None:
    """Answer for one message."""
    with _in_words():
        pack = load(country)
        place = _place(pack, zones, time_zone)
        moment, elections = _moment(at, place), _elections(pack, kind, votes)
        found = may_send(pack, place, moment, channel=channel, contents=contents, elections=elections)
    click.echo(sentences.on_clock(moment, place, language()))
    for line in sentences.answer(found, place, language()):
        click.echo(line)


@legal.command(help=_("Check a FILE of rules you wrote."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Check a pack."""
    with _in_words():
        pack = read(file)
    click.echo(_("{file} is valid.").format(file=file.name) + " " + _counts(pack))
    for rule in pack.unconfirmed():
        doubt = rule.doubt.say(language()) if rule.doubt else ""
        click.echo("- " + _("{key} is not confirmed: {doubt}").format(key=rule.key, doubt=doubt))
    _name_stale(pack)
