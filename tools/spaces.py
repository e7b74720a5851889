"""Put the spaces and apostrophes of French into the French catalogues. Part of ``make messages``."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIDE, THIN = "\u00a0", "\u202f"  # before a colon and inside quotation marks; before the taller signs
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_TRANSLATION = re.compile(r'^(msgstr(?:\[\d\])? )?"(.*)"$')


def french(text: str) -> str:
    """The same text with spaces that don't break and round apostrophes where French wants them."""
    text = _APOSTROPHE.sub("’", text)
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


if __name__ == "__main__":
    for path in catalogues():
        old = path.read_text()
        if (new := mended(old)) != old:
            path.write_text(new)
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
