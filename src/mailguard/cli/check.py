"""``mailguard check``: how well a domain protects its own mail."""

import json
import sys
from collections.abc import Sequence

import click

from mailguard.cli import opening
from mailguard.cli.language import chosen, language_option, spoken
from mailguard.domains import Finding, Grade, Source, Unreachable, download, examine
from mailguard.i18n import mark
from mailguard.identifiers import addresses

_WORDS = {
    Grade.GOOD: (mark("good"), "green"),
    Grade.UNKNOWN: (mark("unclear"), "cyan"),
    Grade.WEAK: (mark("weak"), "yellow"),
    Grade.WRONG: (mark("wrong"), "red"),
}


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="DOMAIN…")
@click.option(
    "--selector", "selectors", multiple=True, metavar="NAME", help="Name of a DKIM key; may be repeated."
)
@opening.servers
@click.option("--no-web", is_flag=True, help="Ask name servers only; fetch no policy from the web.")
@click.option("--strict", is_flag=True, help="Exit with 1 for weak points, too.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object per domain and line.")
@language_option
def check(
    names: tuple[str, ...],
    selectors: tuple[str, ...],
    servers: tuple[str, ...],
    no_web: bool,
    strict: bool,
    is_json: bool,
) -> None:
    """Check how well DOMAIN protects its e-mail, and what to fix.

    Looks at SPF, DKIM, DMARC, mail servers, MTA-STS, TLS-RPT and DNSSEC. The exit code is 0 when nothing is
    wrong, 1 when something is, 2 when it couldn't be looked up.
    """
    worst = Grade.GOOD
    for name in names:
        domain = _domain(name)
        try:
            findings = examine(domain, Source(servers, None if no_web else download), selectors)
        except Unreachable as error:
            raise opening.Refused(
                spoken("No name server answers. Is there a network? Name another server with --server.")
            ) from error
        click.echo(_as_json(domain, findings) if is_json else _as_text(domain, findings))
        worst = max([worst, *(each.grade for each in findings)])
    sys.exit(1 if worst >= (Grade.WEAK if strict else Grade.WRONG) else 0)


def _domain(name: str) -> str:
    try:
        return addresses.read(f"postmaster@{name.rpartition('@')[2]}").domain
    except addresses.BadAddress as error:
        raise click.UsageError(spoken("“{name}” isn't a domain.", name=name)) from error


def _as_text(domain: str, findings: Sequence[Finding]) -> str:
    language = chosen()
    width = max(len(spoken(word)) for word, _ in _WORDS.values())
    lines = [click.style(domain, bold=True)]
    for each in findings:
        word, colour = _WORDS[each.grade]
        grade = click.style(spoken(word).ljust(width), fg=colour)
        lines.append(f"  {each.subject:<8} {grade}  {each.say(language)}")
        indent = " " * (13 + width)
        if advice := each.advise(language):
            lines.append(f"{indent}→ {advice}")
        if each.detail and each.grade >= Grade.WEAK:
            lines.append(f"{indent}{click.style(each.detail, dim=True)}")
    return "\n".join(lines)


def _as_json(domain: str, findings: Sequence[Finding]) -> str:
    language = chosen()
    rows = [
        {
            "subject": each.subject,
            "grade": each.grade.word,
            "text": each.say(language),
            "fix": each.advise(language),
            "detail": each.detail,
        }
        for each in findings
    ]
    worst = max((each.grade for each in findings), default=Grade.GOOD)
    return json.dumps({"domain": domain, "grade": worst.word, "findings": rows}, ensure_ascii=False)
