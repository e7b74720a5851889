"""The register of decoys, on its way from one database to another: whole, and its decoys still known."""

import json

LAID_OUT = """
import json, django
django.setup()
from hustings.foundation.accounts.models import User
from hustings.security.decoys import actions, register
erin = User.objects.create_user("erin@example.org", "correct horse battery", first_name="Erin")
decoys = actions.invent_people(n=2, domain="campaign.example", language="fr", user=erin)
shown = actions.add_login(decoy=decoys[0], place="the treasurer’s mailbox", user=erin)
text = actions.ready("access", "fr")
paper = actions.write_document(title="Accès", language="fr", text_=text, user=erin)
copy = actions.make_copy(document=paper, format_="xlsx", place="the wiki", user=erin)
actions.retire(decoy=decoys[1], user=erin)
print(json.dumps([decoys[1].address, decoys[0].address, shown.password, copy.sha256, register.prove().head]))
"""
KNOWN = """
import json, sys, django
django.setup()
from django.db import connection, transaction
from hustings.security.decoys import detections as heard, lookups as known, alarms as raising, register
retired, address, password, sha256, head = json.loads(sys.argv[1])
proof = register.prove(head=head)
alarm = heard.log_in(address, raising.now(address="192.0.2.7"), password=password)
places = [alarm.place, known.place_of_file(sha256)]
try:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE decoys_entry SET who = 'nobody'")
    refuses = False
except Exception:
    refuses = True
with transaction.atomic():
    register.write("person", "decoy:0", {"name": "slipped in"}, None)
broken = register.prove(head=head)
print(json.dumps([proof.is_whole, proof.n, known.is_decoy(retired), places, refuses, broken.fault.says]))
"""


def test_a_restored_register_proves_whole_and_its_decoys_raise_alarms(campaign, tmp_path):
    here, there = campaign(), campaign()
    laid_out = here.run(code=LAID_OUT)
    assert laid_out.returncode == 0, laid_out.stderr
    said = laid_out.stdout.strip().splitlines()[-1]
    here.backup(tmp_path / "backup")
    there.restore(tmp_path / "backup")
    found = there.run(said, code=KNOWN)
    assert found.returncode == 0, found.stderr
    is_whole, n, is_decoy, places, refuses, fault = json.loads(found.stdout.strip().splitlines()[-1])
    assert (is_whole, n, is_decoy, refuses) == (True, 7, True, True)
    assert places == ["the treasurer’s mailbox", "the wiki"]
    assert "decoy:0" in fault  # the chain goes on after the restored lines, and what is no decoy shows
