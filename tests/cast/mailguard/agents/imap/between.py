"""What stands between a watcher and a real server: it hides what that can do, and breaks connections."""

import base64
import re
import socket
import threading
from contextlib import suppress


class Between:
    """Passes everything on, but ``hidden`` capabilities are never told of.

    ``cut`` breaks all connections now, ``breaks_at`` that one on which such a line is asked.
    """

    def __init__(self, port, hidden=()):
        self._target, self._hidden = port, [each.encode() for each in hidden]
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open = set()
        self.n_connections = 0
        self.asked = []  # lines that the watcher sent
        self.breaks_at = None  # a pattern in what the watcher asks: the connection ends there
        self.n_breaks = 0
        self.refuses = None  # a pattern: the server is asked for what it can't do instead
        self.tokens = None  # those that open a mailbox, where it has no other log-in
        self.mechanism = b"XOAUTH2"
        self.before = {}  # pattern: what is done before such a line goes on
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with suppress(OSError):
            while True:
                ours, _ = self._listener.accept()
                self.n_connections += 1
                theirs = socket.create_connection(("127.0.0.1", self._target))
                self._open |= {ours, theirs}
                for arguments in ((ours, theirs, self._from_watcher), (theirs, ours, self._from_server)):
                    threading.Thread(target=self._pass, args=arguments, daemon=True).start()

    def _pass(self, source, target, change):
        with suppress(OSError), source.makefile("rb") as lines:
            for line in lines:
                if self.tokens is not None and b" AUTHENTICATE " in line:
                    line = self._by_token(line.split()[0], source, lines)
                elif (line := change(line)) is None:
                    break
                target.sendall(line)
        self._end(source, target)

    def _end(self, *sockets):
        for each in sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
            self._open.discard(each)

    def _from_watcher(self, line):
        self.asked.append(line)
        for pattern, deed in list(self.before.items()):
            if re.search(pattern, line):
                del self.before[pattern]
                deed()
        if self.refuses and re.search(self.refuses, line):
            return line.split()[0] + b" UID COPY 4294967295:* Nowhere\r\n"
        if self.breaks_at and re.search(self.breaks_at, line):
            self.n_breaks += 1
            return None
        return line

    def _from_server(self, line):
        if b"CAPABILITY" in line and self.tokens is not None:
            line = line.replace(b"AUTH=PLAIN", b"AUTH=" + self.mechanism)
        if b"CAPABILITY" in line:
            for each in self._hidden:
                line = re.sub(rb" %s(?=[ \]\r])" % re.escape(each), b"", line)
        return line

    def _by_token(self, tag, source, lines):
        """What Dovecot is asked in place of a log-in by token, which it can't check without a provider."""
        source.sendall(b"+ \r\n")
        given = base64.b64decode(lines.readline())
        self.asked.append(given)
        user = re.search(rb"(?:user|a)=([^\x01,]+)", given)[1]
        if re.search(rb"auth=Bearer ([^\x01]+)\x01\x01", given)[1].decode() in self.tokens:
            return tag + b" LOGIN " + user + b" secret\r\n"
        source.sendall(b"+ " + base64.b64encode(b'{"status":"400"}') + b"\r\n")
        assert lines.readline() == b"\r\n"
        return tag + b" LOGIN " + user + b" wrong\r\n"

    def cut(self):
        self._end(*self._open)

    def close(self):
        self._listener.close()
        self.cut()
