"""Another tool that receives webhooks: a real server, which checks each by itself."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

AGE = 300  # seconds that a message may be old


def is_genuine(secret: str, headers: Any, body: bytes) -> bool:
    """Standard Webhooks, written a second time: https://www.standardwebhooks.com."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    number, at = headers["webhook-id"], headers["webhook-timestamp"]
    said = b".".join([number.encode(), at.encode(), body])
    right = base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
    given = [
        each.partition(",")[2] for each in headers["webhook-signature"].split() if each.startswith("v1,")
    ]
    return abs(time.time() - int(at)) < AGE and right in given


class Receiver(ThreadingHTTPServer):
    """Answers ``status``, to each event of ``statuses`` its own; may take its time, or drip."""

    daemon_threads = True

    def __init__(self, secret: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Post)
        self.secret, self.status, self.statuses = secret, 204, dict[str, int]()
        self.seconds, self.drips = 0.0, False
        self.got: list[tuple[str, dict[str, Any]]] = []
        self.genuine: list[bool] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?a=b"

    def times(self) -> Counter[str]:
        """How often each id came."""
        return Counter(number for number, _said in self.got)

    def said(self) -> list[dict[str, Any]]:
        return [said for _number, said in self.got]


class _Post(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        said = json.loads(body)
        self.server.got.append((self.headers["webhook-id"], said))
        if self.server.secret:
            self.server.genuine.append(is_genuine(self.server.secret, self.headers, body))
        if self.server.drips:
            return self._drip()
        time.sleep(self.server.seconds)
        self.send_response(self.server.statuses.get(said["type"], self.server.status))
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self) -> None:
        for _n in range(100):
            self.wfile.write(b"X")
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, *_words: Any) -> None:
        pass


@contextmanager
def receiving(secret: str = "") -> Iterator[Receiver]:
    server = Receiver(secret)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
