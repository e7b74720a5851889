"""Put the spaces and apostrophes of French into the catalogues, its spaces into the demonstration.

Part of ``make messages``.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIDE, THIN = "\u00a0", "\u202f"  # before a colon and inside quotation marks; before the taller signs
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_TRANSLATION = re.compile(r'^(msgstr(?:\[\d\])? )?"(.*)"$')


def french(text: str) -> str:
    """The same text with spaces that don't break and round apostrophes where French wants them."""
    return spaced(_APOSTROPHE.sub("’", text))


def spaced(text: str) -> str:
    """Its spaces alone; a text of another language has none of them."""
    text = re.sub(r"« +", f"«{WIDE}", text)
    text = re.sub(r" +(?=[»:](?!\w))", WIDE, text)
    return re.sub(r" +(?=[;!?](?!\w))", THIN, text)


def mended(catalogue: str) -> str:
    """A catalogue whose translations are written so; what they translate stays as it is."""
    lines, is_translation = [], False
    for line in catalogue.split("\n"):
        if line.startswith(("msg", "#")) or not line:
            is_translation = line.startswith("msgstr")
        found = _TRANSLATION.match(line) if is_translation else None
        lines.append(f'{found[1] or ""}"{french(found[2])}"' if found else line)
    return "\n".join(lines)


def catalogues() -> list[Path]:
    """All French ones."""
    return sorted((ROOT / "src").glob("**/locale/fr/LC_MESSAGES/*.po"))


def demo_texts() -> list[Path]:
    """Those of the demonstration, in both languages."""
    return sorted((ROOT / "src").glob("hustings/shells/demo/texts/*.toml"))


if __name__ == "__main__":
    for path in [*catalogues(), *demo_texts()]:
        old = path.read_text()
        if (new := mended(old) if path.suffix == ".po" else spaced(old)) != old:
            path.write_text(new)
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
