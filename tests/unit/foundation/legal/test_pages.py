"""The pages about rules say what is so."""

import re
from pathlib import Path

from hustings.foundation.legal import load, read
from tests.unit.foundation.legal.test_reading import GOOD
from tools import legal_reference

HOW_TO = legal_reference.PAGE.parent.parent / "how-to" / "write-a-rule-pack.md"


def test_the_page_of_rules_is_current():
    assert legal_reference.PAGE.read_text() == legal_reference.page(), "run `make docs`"


def test_every_rule_is_on_the_page():
    page = legal_reference.page()
    for country in ("eu", "de", "fr", "gb", "us"):
        for rule in load(country).rules():
            assert rule.key == "zones" or f"**`{rule.key}`** {rule.says.en}\n" in page


def test_the_pack_of_the_guide_can_be_read(tmp_path: Path):
    shown = re.findall(r"```toml\n(.*?)```", HOW_TO.read_text(), re.DOTALL)
    closing = GOOD[GOOD.index("[closing") : GOOD.index("[silence")]
    path = tmp_path / "be.toml"
    path.write_text("\n".join([*shown, closing]))
    pack = read(path)
    assert pack.place("Brussels").clocks == ("Europe/Brussels",)
    assert "ad_statement" in pack.demand and [rule.key for rule in pack.silence.values()] == ["silence.eve"]


def test_the_guide_names_what_there_is_to_write():
    guide = HOW_TO.read_text()
    for section in legal_reference.SECTIONS:
        assert f"`[{section}." in guide
