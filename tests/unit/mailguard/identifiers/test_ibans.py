"""Bank accounts in texts; the numbers are the registries' own examples."""

import time

from mailguard.identifiers import ibans


def test_accounts_are_found_as_people_write_them():
    text = "IBAN : FR14 2004 1010 0505 0001 3M02 606. Or DE89370400440532013000, GB82-WEST-1234-5698-7654-32"
    assert ibans.find(text) == (
        "FR1420041010050500013M02606",
        "DE89370400440532013000",
        "GB82WEST12345698765432",
    )


def test_numbers_whose_check_digits_are_wrong_are_none():
    assert ibans.find("FR14 2004 1010 0505 0001 3M02 607 and invoice AB12 3456 7890 1234 5678") == ()


def test_words_after_an_account_dont_hide_it():
    assert ibans.find("DE89 3704 0044 0532 0130 00 BIC COBADEFF") == ("DE89370400440532013000",)


def test_a_long_text_is_read_in_no_time():
    start = time.process_time()
    ibans.find("FR14 " * 200_000)
    ibans.find("A1" * 500_000)
    assert time.process_time() - start < 0.2
