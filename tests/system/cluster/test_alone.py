"""The guard of the tests that need to know whether another machine is asked."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cast.cluster import processes


@pytest.mark.parametrize(
    ("words", "is_ours"),
    [
        ("socket.create_connection(('192.0.2.1', 80), 1)", False),
        ("socket.getaddrinfo('example.org', 80)", False),
        ("socket.getaddrinfo('localhost', 80)", True),
        ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))", True),
        ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 53))", False),
    ],
)
def test_a_word_to_another_machine_is_refused_and_named(tmp_path: Path, words: str, is_ours: bool) -> None:
    calls = tmp_path / "calls"
    code = f"import socket; {words}"
    done = subprocess.run([sys.executable, "-c", code], env=processes.alone(tmp_path, calls), check=False)
    assert (done.returncode == 0) == is_ours
    assert calls.exists() != is_ours
