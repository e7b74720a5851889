"""Language that a demo was filled in, kept beside its log-ins. No Django: it is asked before the start."""

from pathlib import Path


class OtherLanguage(Exception):
    """The demo was filled in another one, which is told."""


def kept(var: Path) -> str:
    """Empty before it is filled."""
    try:
        return _path(var).read_text("utf-8").strip()
    except OSError:
        return ""


def keep(var: Path, language: str) -> None:
    """Remember it; OtherLanguage where it was filled in another one."""
    found = kept(var)
    if found and found != language:
        raise OtherLanguage(found)
    _path(var).write_text(f"{language}\n", "utf-8")


def _path(var: Path) -> Path:
    return var / "demo-language.txt"
