"""It asks you to enter a code on a real log-in page, which gives the sender access to your account."""

import time

from tests.cast.mailguard.maker import facts, fires, strength


def test_a_device_code_needs_the_page_and_the_code():
    page = ("https://microsoft.com/devicelogin",)
    assert strength("device_code", facts("Join the call with the code ABCD-EF12.", links=page)) == 1.0
    assert strength("device_code", facts("Saisissez le code reçu par téléphone.", links=page)) == 0.8
    assert not fires("device_code", facts("The printer asks for nothing.", links=page))
    assert not fires("device_code", facts("Your code is ABCD-EF12.", links=("https://shop.example/",)))


def test_a_device_code_may_be_typed_at_any_of_the_providers_pages():
    page = ("https://login.microsoft.com/device",)
    assert fires("device_code", facts("Type the code ABCD-EF12 there.", links=page))
    assert not fires("device_code", facts("Code ABCD-EF12.", links=("https://microsoft.com/devices",)))


def test_a_text_of_nothing_but_sign_in_pages_is_read_at_once():
    began = time.process_time()
    assert not fires("device_code", facts("login.live.com/" * 6_000))
    assert time.process_time() - began < 0.5
