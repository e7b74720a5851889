"""Walk sheets for tests."""

import io
from typing import Any

from PIL import Image

from hustings.field.addresses.models import Municipality
from hustings.field.walk_sheets import actions
from hustings.field.walk_sheets.models import Sheet
from hustings.people.scripts import actions as scripts
from tests.cast.field import addresses

SCRIPT = "Hello.\n? Will you vote?\n- Yes\n- No\n?? Subjects\n- Homes\n- Health\n? What else?"


def script(text: str = SCRIPT) -> Any:
    return scripts.save_script(name="Turnout", texts={"en": text})


def sheet(code: str = "69123", **more: Any) -> Sheet:
    """Six doors of one building, and three homes of another whose doors nobody noted."""
    addresses.with_doors("2 rue de la Paix", code)
    addresses.building("10 rue de la Paix", code, homes=3)
    values = {"name": "Peace Street", "streets": "rue de la paix", "script": None, "user": None} | more
    return actions.prepare(municipality=Municipality.objects.get(pk=code), **values)


def jpeg() -> bytes:
    """Paper without anything on it."""
    out = io.BytesIO()
    Image.new("L", (800, 1100), 230).save(out, "JPEG")
    return out.getvalue()
