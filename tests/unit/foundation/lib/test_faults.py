"""What stopped long work, in words that any database keeps and any page shows."""

from hustings.foundation.lib.process import task_failures


def test_a_fault_is_named_with_its_file_whatever_bytes_it_has():
    assert task_failures.why(
        FileNotFoundError(2, "No such file", b"caf\xe9.mbox".decode("utf-8", "surrogateescape"))
    ) == ("No such file (caf\\xe9.mbox)")
    assert task_failures.why(OSError(28, "No space left on device")) == "No space left on device"
    assert task_failures.why(ValueError("a\0b\ud800" + "x" * 400)) == "ValueError: ab?" + "x" * 285
