"""A real Dovecot that reports log-ins: a decoy's raises the alarm, with its lure, address and time."""

import time
from imaplib import IMAP4
from pathlib import Path
from urllib.request import urlopen

import pytest

from hustings.security.decoys import actions, digests
from hustings.security.decoys.models import Alarm
from tests.cast.outreach import dovecot

# The last two: no wait after a wrong password, and none that grows with each.
SETTINGS = """
auth_policy_server_url = {url}/api/decoys/v1/policy
auth_policy_server_api_header = Authorization: Bearer {token}
auth_policy_hash_nonce = {nonce}
auth_policy_hash_mech = sha256
auth_policy_hash_truncate = {bits}
auth_policy_check_before_auth = no
auth_policy_check_after_auth = no
auth_policy_report_after_auth = yes
auth_failure_delay = 0
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


def wait_for(n: int) -> list[Alarm]:
    """The alarms, once there were so many uses; Dovecot answers before it reports."""
    ends_at = time.monotonic() + 25
    while sum(alarm.n for alarm in Alarm.objects.all()) < n and time.monotonic() < ends_at:
        time.sleep(0.05)
    return list(Alarm.objects.order_by("kind"))


@pytest.mark.django_db(transaction=True)
def test_dovecot_reports_a_decoy_log_in_and_refuses_it_like_any_other(
    live_server, login, decoy, erin, tmp_path_factory
):
    actions.add_login(decoy=decoy, place="the wiki", user=erin)
    token = actions.allow_server(name="mail-1", user=erin).token
    nonce = digests.keeping().nonce
    root: Path = tmp_path_factory.mktemp("dovecot")
    url = live_server.url.replace("localhost", "127.0.0.1")
    urlopen(f"{url}/robots.txt").close()  # the first request loads what the others need
    more = SETTINGS.format(url=url, token=token, nonce=nonce, bits=0)
    server = dovecot.start(root, more)
    try:
        said = []
        nobody = "nobody@campaign.example"
        for name, password in [
            (decoy.address, login.password), (decoy.address, "guessed"), (nobody, "guessed"),
        ]:  # fmt: skip
            client = IMAP4("127.0.0.1", server.port)
            with pytest.raises(IMAP4.error) as refused:
                client.login(name, password)
            said.append(str(refused.value))
            client.shutdown()
        assert len(set(said)) == 1, "a decoy is refused in the same words"
        server.client("bob").logout()
        address, used = wait_for(2)
    finally:
        server.stop()
    assert (address.kind, address.n, used.kind, used.n) == ("address", 1, "login", 1)
    assert used.place == "the treasurer’s mailbox"
    use = used.sightings.get()
    assert (use.address, use.where) == ("127.0.0.1", "mail-1: imap")
