"""A press kit as one ZIP file, made once for each state of its page."""

import hashlib
import os
import re
import tempfile
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _

FOLDER = "press-kits"


def address(page: Any) -> str:
    """Where the file of this page is served; made first where it is not there."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    name = f"{page.slug}-{page.locale.language_code}-{_state(page)}.zip"
    if not (folder / name).exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write(page, folder / name)
        _forget_others(page, folder, name)
    return f"{settings.MEDIA_URL}{FOLDER}/{name}"


def _state(page: Any) -> str:
    files = [(each.pk, each.file.name, each.file_hash) for each, _folder, _said in _files(page)]
    said = [page.pk, *_texts(page).items(), *files]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _files(page: Any) -> list[tuple[Any, str, Any]]:
    found = []
    for folder, blocks in ((_("pictures"), page.pictures), (_("logos"), page.logos)):
        for block in blocks:
            file = block.value["picture"] if block.block_type == "picture" else block.value["document"]
            if file:
                found.append((file, slugify(folder), block))
    return found


def _texts(page: Any) -> dict[str, str]:
    named = [
        f"{_name(file)}\n  {said.value['caption']}\n  {said.value['credit']}\n  {said.value['licence']}"
        for file, _folder, said in _files(page)
        if said.block_type == "picture"
    ]
    told = {
        _("contact-details"): page.contact,
        _("biography-short"): _plain(page.short_biography),
        _("biography-long"): _plain(page.long_biography),
        _("credits"): "\n\n".join(named),
    }
    return {f"{slugify(name)}.txt": f"{text.strip()}\n" for name, text in told.items() if text.strip()}


def _plain(html: str) -> str:
    return unescape(strip_tags(re.sub(r"</(?:p|h3|li)>", "\n\n", html)))


def _name(file: Any) -> str:
    return Path(file.file.name).name


def _write(page: Any, target: Path) -> None:
    """Write beside it and put it in place whole: a reader never gets half a file, nor two writers one."""
    descriptor, beside = tempfile.mkstemp(dir=target.parent, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as kit:
            for name, text in _texts(page).items():
                kit.writestr(name, text)
            for file, folder, _said in _files(page):
                kit.write(file.file.path, f"{folder}/{_name(file)}")
        Path(beside).chmod(0o640)
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _forget_others(page: Any, folder: Path, name: str) -> None:
    for old in folder.glob(f"{page.slug}-{page.locale.language_code}-*.zip"):
        if old.name != name:
            old.unlink(missing_ok=True)
