"""A milter with a platform: sightings go there, rules, profile and orders come from there."""

import base64
import os
import signal
import time
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

from tests.cast.mailguard.agents.milter.client import children_of, running
from tests.cast.mailguard.agents.platform import headquarters
from tests.cast.mailguard.letters import LURE, NOTE
from tests.waiting import until

BLOCK = {"id": "r1", "deed": "block", "kind": "sender", "value": "alice@valbrune.example", "until": None}
LIST = b"name,town\nVictor Lasne,Durance\n"


def test_sightings_orders_rules_and_profile_go_their_way_and_mail_never_waits(tmp_path):
    (tmp_path / "token").write_text(headquarters.TOKEN)
    mailer = tmp_path / "sendmail"
    mailer.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/words\nexec cat > {tmp_path}/handed\n')
    mailer.chmod(0o755)
    with headquarters.serving() as hq:
        about = {"name": "Valbrune", "domains": ["valbrune.example"]}
        about["decoy_files"] = [sha256(LIST).hexdigest()]
        hq.setup = {"rules": [BLOCK], "profile": about}
        words = ["--platform", hq.url, "--token-file", tmp_path / "token", "--send-raw", "--name", "mx1"]
        with running(tmp_path / "guard", *words, "--release", mailer) as milter, milter.connect() as line:
            milter.wait_for("were read again")  # the profile has come
            until(lambda: milter.folder.rules())
            time.sleep(1.1)
            assert line.judge(LURE)[-1][0] == b"y"
            assert line.judge(NOTE) == [(b"d", b"")]
            rows = until(lambda: _rows(hq) if len(_rows(hq)) == 2 else None)
            refused, held = sorted(rows, key=lambda row: row["done"], reverse=True)
            assert (refused["done"], refused["action"], refused["raw"]) == ("refused", "reject", False)
            assert (held["done"], held["rule"], held["guard"]) == ("held", "r1", "mx1")
            assert base64.b64decode(held["content"]) == NOTE and held["mailboxes"] == ["bob@valbrune.example"]
            hq.orders = [{"id": "o1", "deed": "release", "place": held["place"]}]
            hq.orders += [{"id": "o2", "deed": "hold", "message_id": "<x@y.example>"}]
            answers = until(lambda: _answers(hq) if len(_answers(hq)) == 2 else None)
            assert answers == {"o1": "done", "o2": "refused"}
            handed = (tmp_path / "handed").read_bytes()
            assert handed.startswith(b"X-Mailguard-Released: ") and b"The hall is ours" in handed
            assert (tmp_path / "words").read_text() == "-G -i -f a@b.example -- bob@valbrune.example\n"
            assert milter.held == []
            # Of what is clean it tells where a decoy document is in it, and only then.
            for number, data in enumerate((LIST.upper(), LIST)):
                assert line.judge(_with(data, f"List {number}"))[-1][0] == b"c"
            told = until(lambda: [row for row in _rows(hq) if row["decoys"]])
            assert [(row["subject"], row["action"], row["done"]) for row in told] == [
                ("List 1", "deliver", "delivered")
            ]
            assert len(_rows(hq)) == 3
            # It dies and is started again; while the platform is away, mail goes on.
            until(lambda: not milter.folder.waiting(9))  # it has heard that all were taken
            hq.status = 500
            os.kill(_talker(milter), signal.SIGKILL)
            assert line.judge(LURE, rcpt_to=(b"<dora@valbrune.example>",))[-1][0] == b"y"
            assert len(milter.folder.waiting(9)) == 1
            hq.status = 200
            until(lambda: len(_rows(hq)) == 4)


def _with(data, subject):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "carla@valbrune.example", "x@else.example", subject
    made.set_content("As promised, the list for Monday evening.")
    made.add_attachment(data, maintype="text", subtype="csv", filename="list.csv")
    return made.as_bytes().replace(b"\n", b"\r\n")


def _rows(hq):
    by_id = {row["id"]: row for name, data in hq.got if name == "sightings" for row in data["sightings"]}
    return list(by_id.values())


def _answers(hq):
    rows = [row for name, data in hq.got if name == "answers" for row in data["answers"]]
    return {row["order_id"]: row["outcome"] for row in rows}


def _talker(milter):
    for pid in children_of(milter.process.pid):
        if b"mailguard.agents.milter.platform_process" in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    raise AssertionError("nobody talks with the platform")
