"""Webhooks: what telling costs a deed, and how fast rows leave, beside bare requests to the same server.

HUSTINGS_BENCH_ROWS=10000 python -m benchmarks webhooks
"""

import http.client
import ipaddress
import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from benchmarks import report

N = int(os.environ.get("HUSTINGS_BENCH_ROWS", "10000"))
EVENT = "people.erased"


class _Take(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    request_queue_size = 128


def _serve(told: Any) -> None:
    """Take all that comes, in a process of its own."""
    server = _Server(("127.0.0.1", 0), _Take)
    told.send(server.server_port)
    server.serve_forever()


def main() -> None:
    """Each figure of one run."""
    from hustings.foundation.webhooks import outbox

    report.header("Webhooks", rows=N)
    with report.stopwatch() as unheard:
        for key in range(N):
            outbox.tell(EVENT, key)
    report.figure("a deed that nobody listens to", unheard() / N * 1e6, "µs")
    ours, theirs = multiprocessing.Pipe()
    receiver = multiprocessing.get_context("fork").Process(target=_serve, args=[theirs], daemon=True)
    receiver.start()
    try:
        _send(ours.recv())
    finally:
        receiver.kill()


def _send(port: int) -> None:
    """Write the rows, and have them leave."""
    from django.conf import settings
    from django.db import transaction

    from hustings.foundation.webhooks import outbox, sending, signing
    from hustings.foundation.webhooks.models import Delivery, Endpoint

    settings.WEBHOOK_NETWORKS = [ipaddress.ip_network("127.0.0.0/8")]
    url, secret = f"http://127.0.0.1:{port}/", signing.sealed(signing.fresh())
    endpoint = Endpoint.objects.create(name="T", url=url, events=[EVENT], secret=secret)
    outbox.forget()
    with report.stopwatch() as told, transaction.atomic():
        for key in range(N):
            outbox.tell(EVENT, key)
        transaction.get_connection().run_on_commit.clear()
    report.figure("rows written one by one", N / told(), "rows/s")
    with report.stopwatch() as bare, ThreadPoolExecutor(sending.AT_ONCE) as pool:
        list(pool.map(lambda _n: _post(port), range(N)))
    with report.stopwatch() as sent:
        sending.send_due(endpoint.pk, lambda: None)
    assert Delivery.objects.filter(sent_at__isnull=False).count() == N
    report.ratio("sent", N / sent(), N / bare(), "rows/s", aim=0.2)


def _post(port: int) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("POST", "/", b'{"type":"people.erased","data":{"person":{"id":1}}}')
    line.getresponse().read()
    line.close()


if __name__ == "__main__":
    report.on_each_database(main)
