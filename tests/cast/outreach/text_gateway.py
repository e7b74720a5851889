"""A gateway of texts for tests, run as a process of its own: ``python text_gateway.py LOG [FAULTS] [SEED]``.

It speaks our own lines of JSON (and keeps keys) and as Twilio does (and keeps none). Each message that it
takes is a line of LOG, written before the answer leaves. FAULTS is the share of requests without an answer,
half of them taken, and as many are told to come later. The end of a number decides as well: ``01`` is
refused, ``02`` taken with the answer cut off the first time, ``03`` told to come later the first time, ``04``
cut off and not taken the first time.
"""

import json
import os
import random
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

LOG = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
FAULTS = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
RNG = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
LOCK = threading.Lock()
IDS: dict[str, str] = {}  # key -> what it is called here
SEEN: set[str] = set()


class Cut(Exception):
    pass


def take(message, *, keeps_keys):
    """Its name here; a message with a known key is the same one."""
    with LOCK:
        key = message["key"]
        if keeps_keys and key in IDS:
            return IDS[key]
        IDS[key] = found = f"id-{len(IDS)}-{key[:8]}"
        os.write(LOG, (json.dumps(message | {"id": found, "at": time.time()}) + "\n").encode())
        return found


def answer(message, *, keeps_keys):
    """What becomes of one message."""
    end = message["to"][-2:]
    is_first = message["to"] not in SEEN
    SEEN.add(message["to"])
    if end == "01":
        return {"key": message["key"], "status": "refused", "reason": "unknown subscriber"}
    if end == "03" and is_first:
        return {"key": message["key"], "status": "later"}
    if end == "04" and is_first:
        raise Cut
    found = take(message, keeps_keys=keeps_keys)
    if end == "02" and is_first:
        raise Cut
    return {"key": message["key"], "status": "accepted", "id": found}


class Gateway(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.say(200 if self.is_known() else 401, {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_twilio = self.path.endswith("/Messages.json")
        if not self.is_known():
            return self.say(401, {})
        sent = self.of_twilio(body) if is_twilio else json.loads(body)["messages"]
        fate = RNG.random()
        if fate < FAULTS:
            return self.say(503, {})
        if fate < 1.5 * FAULTS:
            return self.cut()
        try:
            told = [answer(each, keeps_keys=not is_twilio) for each in sent]
        except Cut:
            return self.cut()
        if fate < 2 * FAULTS:
            return self.cut()
        if not is_twilio:
            return self.say(200, {"messages": told})
        [one] = told
        if one["status"] == "refused":
            return self.say(400, {"code": 21211, "message": one["reason"]})
        if one["status"] == "later":
            return self.say(429, {})
        return self.say(201, {"sid": one["id"], "status": "queued"})

    def of_twilio(self, body):
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        key = parse_qs(urlsplit(form["StatusCallback"]).query)["key"][0]
        validity = int(form["ValidityPeriod"])
        return [{"key": key, "to": form["To"], "text": form["Body"], "validity": validity}]

    def is_known(self):
        said = self.headers.get("Authorization", "")
        return said == "Bearer s3cret" or said.startswith("Basic ")

    def cut(self):
        self.close_connection = True
        self.connection.shutdown(2)

    def say(self, code, what):
        data = json.dumps(what).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
