"""A gateway of texts for tests, run as a process of its own: ``python text_gateway.py LOG [FAULTS] [SEED]``.

It speaks our own lines of JSON (and keeps keys), and as Twilio and OVHcloud do (and keeps none). Each message
that it takes is a line of LOG, written before the answer leaves. FAULTS is the share of requests without an
answer, half of them taken, and as many are told to come later. The end of a number decides as well: ``01`` is
refused, ``02`` taken with the answer cut off the first time, ``03`` told to come later the first time, ``04``
cut off and not taken the first time.
"""

import hashlib
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
INCOMING = {"41": {"id": 41, "sender": "+33612345678", "message": "When?"},
            "42": {"id": 42, "sender": "+33612345676", "message": "Stop"}}  # fmt: skip


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
        if not self.is_known():
            return self.say(401, {})
        path, _slash, name = self.path.partition("/incoming")
        if path.endswith("/blacklists"):
            return self.say(200, ["+33612345677"])
        if _slash:
            return self.say(200, INCOMING[name[1:]] if name else [*map(int, INCOMING)])
        return self.say(200, {})

    def do_DELETE(self):
        if self.is_known():
            INCOMING.pop(self.path.rpartition("/")[2])
        return self.say(200, None)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_twilio, is_ovh = self.path.endswith("/Messages.json"), self.path.endswith("/jobs")
        if not self.is_known(body):
            return self.say(401, {})
        sent = self.read(body)
        fate = RNG.random()
        if fate < FAULTS:
            return self.say(503, {})
        if fate < 1.5 * FAULTS:
            return self.cut()
        try:
            told = [answer(each, keeps_keys=not (is_twilio or is_ovh)) for each in sent]
        except Cut:
            return self.cut()
        if fate < 2 * FAULTS:
            return self.cut()
        if not (is_twilio or is_ovh):
            return self.say(200, {"messages": told})
        [one] = told
        if is_ovh:
            return self.say_as_ovh(one, sent[0]["to"])
        if one["status"] == "refused":
            return self.say(400, {"code": 21211, "message": one["reason"]})
        if one["status"] == "later":
            return self.say(429, {})
        return self.say(201, {"sid": one["id"], "status": "queued"})

    def read(self, body):
        if self.path.endswith("/Messages.json"):
            return self.of_twilio(body)
        said = json.loads(body)
        return [self.of_ovh(said)] if self.path.endswith("/jobs") else said["messages"]

    def of_twilio(self, body):
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        key = parse_qs(urlsplit(form["StatusCallback"]).query)["key"][0]
        validity = int(form["ValidityPeriod"])
        return [{"key": key, "to": form["To"], "text": form["Body"], "validity": validity}]

    def of_ovh(self, job):
        """OVHcloud knows no key of ours: the number names the message in the log."""
        [number] = job["receivers"]
        validity = 60 * job["validityPeriod"]
        return {"key": number, "to": number, "text": job["message"], "validity": validity, "job": job}

    def say_as_ovh(self, one, number):
        if one["status"] == "refused":
            return self.say(200, {"ids": [], "invalidReceivers": [number], "validReceivers": []})
        if one["status"] == "later":
            return self.say(429, {})
        return self.say(200, {"ids": [7_000 + len(IDS)], "invalidReceivers": [], "validReceivers": [number]})

    def is_signed(self, body):
        """As OVHcloud checks: SHA-1 of its secret, the customer's, method, address, body and moment."""
        at, url = self.headers["X-Ovh-Timestamp"], f"http://{self.headers['Host']}{self.path}"
        parts = ["s3cret", "c0nsumer", self.command, url, body.decode(), at]
        made = "$1$" + hashlib.sha1("+".join(parts).encode()).hexdigest()
        names = self.headers["X-Ovh-Application"], self.headers["X-Ovh-Consumer"]
        is_fresh = abs(time.time() - int(at)) < 30
        return made == self.headers["X-Ovh-Signature"] and names == ("app", "c0nsumer") and is_fresh

    def is_known(self, body=b""):
        if self.headers.get("X-Ovh-Signature"):
            return self.is_signed(body)
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
