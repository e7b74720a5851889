"""Names of columns in lists, English and French, folded, with ``_`` between words."""

import re
import tomllib

from hustings.foundation.lib.text.text_folding import fold
from hustings.people.imports.columns.dialects import FORMATS

_SAID: dict[str, str] = tomllib.loads((FORMATS / "names.toml").read_text(encoding="utf-8"))
KNOWN = {name: target for target, names in _SAID.items() for name in names.split()} | {
    "hustings_line": "", "hustings_problem": "", "hustings_export": "",  # of our own files
}  # fmt: skip
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def normal(name: str) -> str:
    """``"Adresse e-mail"`` becomes ``"adresse_e_mail"``."""
    return _NOT_WORD.sub("_", fold(name)).strip("_")


def is_known(folded: str) -> bool:
    word = _NOT_WORD.sub("_", folded).strip("_")
    return word in KNOWN or word.startswith("can2_") or word in {"nationbuilder_id", "uuid", "hustings_id"}
