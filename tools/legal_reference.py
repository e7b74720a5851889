"""Write the reference page of the rules of law from the packs. Run by ``make docs``."""

from collections.abc import Iterator
from pathlib import Path

from hustings.foundation.legal import countries, load, sentences
from hustings.foundation.legal.pack import SECTIONS, Pack
from hustings.foundation.legal.rule_sentences import day
from hustings.foundation.legal.rules import Rule

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "legal-rules.md"
HEAD = """# Rules of law

<!-- Written by `make docs` from src/hustings/foundation/legal/packs. -->

The legal rules that Hustings applies, by country. This is not legal advice: each rule names its article,
the page where it was read and the day, and uncertain rules are marked. `hustings legal show fr` shows the
same in English or French, and lists rules that were not checked for more than a year. To add rules, see
[Write a rule pack](../how-to/write-a-rule-pack.md); for the reasons behind it, [Law as
data](../explanation/law-as-data.md).
"""


def page() -> str:
    """Every pack, what several countries share first."""
    codes = [*sorted({each for code in countries() for each in load(code).includes}), *countries()]
    return "\n".join([HEAD, *(line for code in codes for line in _pack(load(code)))]).rstrip() + "\n"


def _pack(pack: Pack) -> Iterator[str]:
    yield f"## {pack.name.en}\n"
    if pack.includes:
        yield f"These rules apply, too: {', '.join(load(each).name.en for each in pack.includes)}.\n"
    if pack.zones:
        yield "### Time zones\n"
        yield "| Territory | Time zones | Notes |\n|---|---|---|"
        for spot in pack.spots.values():
            yield f"| {spot.code or 'all others'} | {', '.join(spot.clocks) or '–'} | {spot.why.en} |"
        yield ""
    for section in SECTIONS:
        rules = [rule for rule in getattr(pack, section).values() if rule.country == pack.country]
        if rules:
            yield f"### {sentences.SECTION_NAMES[section]}\n"
            yield from map(_rule, rules)


def _rule(rule: Rule[object]) -> str:
    lines = [f"**`{rule.key}`** {rule.says.en}\n"]
    for dated in rule.values:
        lines.append(f"- {sentences.value(dated.value, 'en')} ({sentences.force(dated, 'en')})")
    basis = sentences.BASES[rule.basis]
    looked = f"[source]({rule.source}), checked on {day(rule.checked_on, 'en')}"
    lines.append(f"- {rule.article} – {basis} – {looked}")
    if rule.doubt:
        lines.append(f"- *{'Note' if rule.confirmed else 'Not confirmed'}*: {rule.doubt.en}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
