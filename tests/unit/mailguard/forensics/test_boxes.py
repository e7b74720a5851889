"""What one mailbox is."""

from mailguard.forensics.boxes import named


def test_a_file_of_outlook_is_one_mailbox_whatever_folders_are_in_it():
    one = "dump/alice.pst/Personal folders/alice"
    assert set(named([f"{one}/Travel", f"{one}/Sent Items", f"{one}/Budget/2027"]).values()) == {"alice.pst"}
    both = named([f"{one}/Travel", "dump/Bob.OST/Inbox", "dump/Bob.OST/Clients"])
    assert set(both.values()) == {"alice.pst", "Bob.OST"}
