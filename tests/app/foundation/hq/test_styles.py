"""HQ's style sheets: named by component, and nothing in them that no page shows."""

import re
from pathlib import Path

import pytest

import hustings

ROOT = Path(hustings.__file__).parent
SHEETS = sorted((ROOT / "static/hustings").glob("hq*.css"))
OTHERS = {"look-phone", "look-desktop"}  # a frame of the site as wide as a device


def _classes(sheet: Path) -> set[str]:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    return set(re.findall(r"\.(hq-[\w-]*|look-[\w-]*)", text))


@pytest.fixture(scope="module")
def used() -> str:
    files = (file for kind in ("html", "py", "js") for file in ROOT.rglob(f"*.{kind}"))
    return "\n".join(file.read_text() for file in files if "migrations" not in file.parts)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_every_class_is_shown_somewhere(sheet, used):
    words = set(re.findall(r"[\w-]+", used))
    made = {
        name for name in _classes(sheet) if "--" in name or "__" in name
    }  # may be put together in a template
    assert not {name for name in _classes(sheet) - made if name not in words} - OTHERS
    assert not {
        name for name in made if name not in words and name.split("--")[0].split("__")[0] not in words
    }


def test_pages_of_hq_name_no_class_after_an_app(used):
    apps = "mailing|people|zone|flow|survey|decoys|leaks|embed-c|sequence|elections"
    found = re.findall(rf'class="(?:[^"]* )?((?:{apps})-[\w-]+)', used)
    own = (ROOT / "static/hustings/editor.css").read_text() + (ROOT / "static/hustings/pages.css").read_text()
    assert not {name for name in found if f".{name}" not in own}


def test_the_sheet_of_every_page_stays_small():
    assert (ROOT / "static/hustings/hq.css").stat().st_size <= 20_480
