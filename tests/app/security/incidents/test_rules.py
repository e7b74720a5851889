"""Rules as people type them."""

import pytest

from hustings.security.incidents.models import Rule


@pytest.fixture
def lead(client, sam):
    client.force_login(sam)
    return client


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("host", "https://evil.example/login?a=b#c", "evil.example"),
        ("host", "hxxp://evil[.]example:8080/x", "evil.example"),
        ("host", "EVIL(dot)example.", "evil.example"),
        ("host", "http://www.bank.example@evil.example/", "evil.example"),
        ("host", "http://[2001:db8::1]:81/", "[2001:db8::1]"),
        ("sender", "Boss <Boss@evil.example>", "boss@evil.example"),
        ("sender", "mailto:boss[@]evil[.]example", "boss@evil.example"),
        ("sender", "evil[.]example", "@evil.example"),
    ],
)
def test_what_is_copied_out_of_a_mail_becomes_a_rule_that_fits(lead, kind, typed, kept):
    form = {"deed": "block", "kind": kind, "value": typed, "reason": "Wave", "until_on": ""}
    answer = lead.post("/hq/shield/rules/", form, follow=True)
    assert Rule.objects.get().value == kept
    assert any(f"“{kept}”" in str(one) for one in answer.context["messages"])
