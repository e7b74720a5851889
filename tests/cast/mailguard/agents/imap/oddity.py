"""A server of one mailbox that answers as Dovecot never does, and yet keeps to the letter of RFC 3501."""

import re
import socket
import threading
from contextlib import suppress


class Oddity:
    """Tells neither UIDNEXT nor NAMESPACE nor COPYUID, writes names as literals and numbers, puts answers to
    nobody's question in between. ``mails`` are the inbox by UID, ``held`` what was copied.

    A message in ``broken`` is answered by nonsense, one in ``empty`` without its text.
    """

    def __init__(self, mails, broken=(), empty=()):
        self.mails, self.held, self.broken, self.empty = dict(mails), {}, set(broken), set(empty)
        self.flags, self.asked, self.n_odd = {}, [], 0
        self.folders = {"INBOX": self.mails, "2027": self.held}
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.n_connections = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self._listener.close()

    def _accept(self):
        with suppress(OSError):
            while True:
                ours, _ = self._listener.accept()
                self.n_connections += 1
                threading.Thread(target=self._serve, args=(ours,), daemon=True).start()

    def _serve(self, ours):
        selected = self.mails
        with suppress(OSError), ours, ours.makefile("rb") as lines:
            ours.sendall(b"* OK [ALERT] Welcome, \xc3\xa9tranger\r\n")
            for line in lines:
                self.asked.append(line)
                tag, _, words = line.strip().partition(b" ")
                name = re.match(rb"(?:UID )?\w+", words)[0].decode().replace(" ", "_").lower()
                if name == "select":
                    selected = self.folders[words.split()[1].strip(b'"').decode()]
                answer = getattr(self, f"_{name}")(words, selected)
                closing = b" OK \r\n" if answer is not None else b" NO not here\r\n"
                ours.sendall((answer or b"") + b"* OK [X-ODD] (still) here\r\n" + tag + closing)

    def _capability(self, *_):
        return b"* CAPABILITY imap4rev1 X-ODD\r\n"

    def _login(self, *_):
        return b""

    _noop = _logout = _subscribe = _create = _login

    def _list(self, words, _):
        if words.endswith(b'""'):
            return b'* LIST (\\Noselect) NIL ""\r\n'
        return b'* LIST () NIL {5}\r\nINBOX\r\n* LIST (\\X "\\\\odd") NIL 2027\r\n* LIST () NIL "a\\"b"\r\n'

    def _select(self, words, selected):
        return (
            f"* {len(selected)} EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen \\Deleted)\r\n"
            "* OK [UNSEEN 1]\r\n* OK [UIDVALIDITY 7] fine\r\n"
        ).encode()

    def _uid_search(self, words, selected):
        uids = sorted(selected)
        if found := re.search(rb"UID (\d+)(:\*)?$", words):
            first = int(found[1])
            uids = [each for each in uids if (each >= first if found[2] else each == first)] or uids[-1:]
        elif found := re.search(rb'HEADER Message-ID "?([^" ]+)"?', words):
            uids = [each for each in uids if found[1] in selected[each]]
        elif found := re.search(rb"LARGER (\d+) SMALLER (\d+)", words):
            uids = [each for each in uids if int(found[1]) < len(selected[each]) < int(found[2])]
        # "* SEARCH" may be left out where nothing was found (RFC 3501 7.2.5 says SHOULD, servers don't)
        return b"* SEARCH " + " ".join(map(str, uids)).encode() + b"\r\n" if uids else b""

    def _uid_fetch(self, words, selected):
        answer = b""
        for uid in map(int, words.split()[2].split(b",")):
            if uid not in selected:
                continue
            answer += b"* 99 FETCH (FLAGS (\\Seen) UID 99)\r\n"  # of somebody else's doing
            n = sorted(selected).index(uid) + 1
            flags = " ".join(self.flags.get(uid, ())).encode()
            answer += b"* %d FETCH (RFC822.SIZE %d UID %d " % (n, len(selected[uid]), uid)
            if b"BODY.PEEK" in words:
                answer += self._body(uid, selected[uid])
            answer += b'FLAGS (%s) INTERNALDATE "01-Mar-2027 10:00:00 +0000")\r\n' % flags
        return answer

    def _body(self, uid, raw):
        if uid in self.broken:
            self.n_odd += 1
            return b"BODY[]<0> ((("
        if uid in self.empty:
            return b""
        return b"BODY[]<0> {%d}\r\n" % len(raw) + raw

    def _uid_copy(self, words, selected):
        uid = int(words.split()[2])
        if uid in selected:
            self.held[max(self.held, default=0) + 1] = selected[uid]
        return b""

    def _uid_store(self, words, selected):
        uid = int(words.split()[2])
        self.flags.setdefault(uid, set()).update(re.search(rb"\((.*)\)", words)[1].decode().split())
        return b""
