"""Two installations, each with processes and a database of its own, that speak over HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import forking, ready
from tests.cast.cluster import processes

PROGRAM = ["-m", "tests.cast.networks.exchange.installation"]


class Installation:
    """One of both."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.port = processes.port()
        self.url = f"http://127.0.0.1:{self.port}"
        more = {
            "HUSTINGS_DATABASE_URL": ready.fresh(str(folder / "db.sqlite3")),
            "HUSTINGS_WEBHOOK_NETWORKS": "127.0.0.0/8", "HUSTINGS_BASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "hustings.settings", "HUSTINGS_LOG_LEVEL": "ERROR",
        }  # fmt: skip
        self.env = processes.environment(folder, **more)
        self.web: forking.Process | None = None
        self.log = folder / "web.log"

    def serve(self) -> None:
        self.web = forking.start([*PROGRAM, "serve", str(self.port)], self.env, log=self.log)
        processes.until(lambda: processes.serves(self.port), 30, self.url)

    def kill(self) -> None:
        """kill -9."""
        if self.web:
            self.web.kill()
            self.web.wait()
            self.web = None

    def do(self, *words: str) -> Any:
        done = forking.run([*PROGRAM, *words], self.env)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Installation, Installation]]:
    pair = Installation(tmp_path / "lyon"), Installation(tmp_path / "london")
    try:
        for each in pair:
            each.serve()
        yield pair
    finally:
        for each in pair:
            each.kill()


def test_an_ask_is_answered_elsewhere_and_no_address_crosses_before_both_said_yes(
    both: tuple[Installation, Installation],
) -> None:
    lyon, london = both
    keys = lyon.do("begin", london.url), london.do("begin", lyon.url)
    lyon.do("trust", keys[1])
    london.do("trust", keys[0])
    london.do("offer")
    lyon.do("ask")
    assert lyon.do("work") == 0
    assert london.do("work") == 0, "the ask is there, and Max is asked"
    lyon.kill()
    london.do("say_yes")
    assert london.do("work") == 1, "nobody answers: it waits"
    lyon.serve()
    assert london.do("work") == 0
    there, here = london.do("told"), lyon.do("told")
    assert here["state"] == there["state"] == "answered"
    assert "max@example.org" not in here["rows"] and "lea@example.org" not in there["rows"]
    assert "Martin" not in here["rows"] + there["rows"]
    lyon.do("accept")
    for each in (lyon, london, lyon):
        assert each.do("work") == 0
    assert lyon.do("told")["contact"] == ["Max Martin, Bridge Ltd", "max@example.org"]
    assert london.do("told")["contact"] == ["Lea Martin, Atelier Nord", "lea@example.org"]
    lyon.do("met")
    lyon.do("work")
    assert lyon.do("told")["state"] == london.do("told")["state"] == "met"
