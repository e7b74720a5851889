"""``hustings books``: what is written out, and what is not."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hustings.shells.cli.chains.books import books as command
from tests.cast.money.ledger.fixtures import books, gift

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def run(*words: object) -> tuple[int, str, Any]:
    done = CliRunner().invoke(command, [str(word) for word in words], env={"LANGUAGE": "en"})
    return done.exit_code, done.output, done.exception


def test_books_are_written_to_a_new_file_or_the_reason_is_said(tmp_path: Path) -> None:
    gift(kept := books())
    file = tmp_path / "fec.txt"
    assert run("export", kept.pk, "fec", file)[0] == 0 and file.stat().st_mode & 0o777 == 0o600
    for where, says in [
        (file, "is there already"),
        (tmp_path / "none" / "fec.txt", f"There is no folder {tmp_path / 'none'}."),
        (file / "fec.txt", "can’t be written"),
    ]:
        code, said, raised = run("export", kept.pk, "fec", where)
        assert (code, type(raised)) == (1, SystemExit) and says in said
    assert file.read_bytes().startswith(b"JournalCode\t")
