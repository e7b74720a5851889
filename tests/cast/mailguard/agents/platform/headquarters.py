"""A platform as guards see it: real HTTP, and everything that it was sent."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = "a-long-secret-of-the-tests"


class Headquarters(BaseHTTPRequestHandler):
    """A platform that keeps what it is sent."""

    def do_GET(self):
        hq = self.server
        name = self.path.removeprefix("/api/shield/v1/")
        hq.asked.append(name)
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            return self._say(401, {"error": "no"})
        if name == "store":
            return self._say(200, hq.store)
        data = hq.setup if name == "setup" else {"orders": hq.orders}
        etag = f'"{hash(json.dumps(data))}"'
        if name == "setup" and self.headers["If-None-Match"] == etag:
            return self._say(304, b"")
        return self._say(hq.status, data, etag)

    def do_POST(self):
        data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.got.append((self.path.rpartition("/")[2], data))
        self._say(self.server.status, self.server.answer)

    def _say(self, status, data, etag=""):
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.send_response(status)
        if etag:
            self.send_header("ETag", etag)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def serving():
    """It, for a while."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Headquarters) as server:
        server.setup, server.orders, server.store = {"rules": []}, [], b""
        server.got, server.asked, server.status = [], [], 200
        server.answer = {}
        server.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()
