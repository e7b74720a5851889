"""A provider of mail for tests, run as a process of its own: ``python provider.py LOG [slow]``.

It speaks as Postmark does. Each letter that it takes is a line of LOG (the delivery's number, the recipient,
the subject), written before the answer leaves. What recipients are called decides: ``refuse…`` is refused,
``later…`` is asked to wait, ``fault…`` meets a fault, ``cut…`` has the connection end in place of the answer.
"""

import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOG = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
SECONDS = 0.02 if "slow" in sys.argv[2:] else 0.0


class Provider(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        letter = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        to = letter["To"].rpartition("<")[2].rstrip(">")
        if self.headers["X-Postmark-Server-Token"] != "s3cret":
            self.answer(401, {"ErrorCode": 10, "Message": "Bad or missing Server API token"})
        elif to.startswith("refuse"):
            said = f"Found inactive addresses: {to}. Inactive recipients are ones that bounced."
            self.answer(422, {"ErrorCode": 406, "Message": said})
        elif to.startswith("later"):
            self.answer(429, {"ErrorCode": 429, "Message": "Rate limit exceeded"})
        elif to.startswith("fault"):
            os.write(LOG, f"0 {to} fault\n".encode())
            self.answer(500, {"ErrorCode": 100, "Message": "Maintenance"})
        else:
            time.sleep(SECONDS)
            key = letter.get("Metadata", {}).get("delivery", "0")
            is_whole = letter.get("TextBody") and "List-Unsubscribe" in str(letter.get("Headers"))
            is_whole = is_whole and "</html>" in letter.get("HtmlBody", "")
            line = f"{key} {to} {letter['Subject']} {'whole' if is_whole else 'cut'}\n"
            os.write(LOG, line.encode())
            if to.startswith("cut"):
                self.close_connection = True
                return
            self.answer(
                200, {"To": letter["To"], "ErrorCode": 0, "Message": "OK", "MessageID": f"id-of-{key}"}
            )

    def answer(self, code, what):
        data = json.dumps(what).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
