"""The links of the documentation lead to a file, and to a heading in it."""

import re
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
_LINK = re.compile(r"\]\(([^()\s]+(?:\([^()\s]*\))?)\)|<img [^>]*src=\"([^\"]+)\"")
_CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def _anchors(path: Path) -> set[str]:
    """The headings as addresses write them."""
    found: set[str] = set(re.findall(r"<a (?:id|name)=\"([^\"]+)\"", path.read_text()))
    for heading in re.findall(r"^#+ +(.+?) *$", _CODE.sub("", path.read_text()), re.MULTILINE):
        words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower()
        stem = name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        number = 0
        while name in found:
            number += 1
            name = f"{stem}-{number}"
        found.add(name)
    return found


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    wrong = []
    for page in PAGES:
        for pair in _LINK.findall(page.read_text()):
            link = unquote("".join(pair))
            if re.match(r"[a-z]+:", link):
                continue
            place, _sign, anchor = link.partition("#")
            target = (page.parent / place).resolve() if place else page
            if not target.exists() or (anchor and target.suffix == ".md" and anchor not in _anchors(target)):
                wrong.append(f"{page.relative_to(ROOT)}: {link}")
    assert PAGES and not wrong, "\n".join(wrong)
