"""Letters that we sign, beside ``smtp-source`` and the naive way: a part of bench_mailing.py."""

import os
import shutil
import subprocess

from benchmarks import bench_mailing as bench
from benchmarks import report


def run(n: int, connections: int, kilobytes: int = 20) -> None:
    """Two workers that sign, beside Postfix's own generator of mail and Django's classes with dkimpy."""
    from hustings.foundation.campaigns.models import Campaign
    from hustings.outreach.emails.signatures import keys

    campaign = Campaign.current()
    campaign.sender_address = "news@bench.example"
    campaign.save()
    naive(kilobytes)
    for kind, aim in (("rsa", 1 / 2), ("ed25519", 4 / 5), ("", 0.0)):
        for kept in keys.every():
            kept.path.unlink()
        if kind:
            keys.use("bench.example", keys.make("bench.example", kind).key.selector)
        mailing = bench.draft(kilobytes)
        bench.rows(mailing, n)
        before = source(n, kilobytes)
        ours = n / bench.together("worker", str(mailing.pk), connections, 2, kilobytes)
        theirs = (before + source(n, kilobytes)) / 2
        left = mailing.deliveries.exclude(state="sent").count()
        assert not left, f"{left} letters were not handed over"
        name = f"{kilobytes} kB, {kind or 'unsigned'}, 2 workers by smtp-source"
        report.ratio(name, ours, theirs, "letters/s", aim=aim or None)
        report.figure(f"{name}: CPU", bench.CPU["worker"] / n * 1e6, "µs/letter")


def source(n: int, kilobytes: int) -> float:
    """Letters a second that ``smtp-source`` brings into the same sink: all the same, never signed."""
    program = shutil.which("smtp-source", path=f"{os.environ.get('PATH')}:/usr/sbin")
    assert program
    words = ["-c", "-d", "-s", "10", "-l", str(kilobytes * 1000), "-m", str(n), "-f", "a@example.org"]
    with report.stopwatch() as took:
        subprocess.run(
            [program, *words, "-t", "b@example.org", f"127.0.0.1:{bench.PORT}"],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return n / took()


def naive(kilobytes: int, n: int = 300) -> None:
    """Django's mail classes, dkimpy and one kept connection of the standard library."""
    import dkim
    from django.core.mail import EmailMultiAlternatives, get_connection

    from hustings.outreach.emails.signatures.dkim import make, to_pem

    pem = to_pem(make("bench.example", "naive", "rsa"))
    line = "We meet on the square at six, bring a friend, a song and something to share. "
    text = (line * 4 + "\n\n") * (kilobytes * 6 // 5 - 3)

    class Signed(EmailMultiAlternatives):
        def message(self):  # type: ignore[no-untyped-def]
            made = super().message()
            made_bytes = made.as_bytes(linesep="\r\n")
            head = dkim.sign(made_bytes, b"naive", b"bench.example", pem)
            made.as_bytes = lambda **ways: head + made_bytes
            return made

    way = get_connection("django.core.mail.backends.smtp.EmailBackend", host="127.0.0.1", port=bench.PORT)
    way.open()
    with report.stopwatch() as took:
        for k in range(n):
            letter = Signed(f"Tonight, {k}", f"Dear {k},\n\n{text}"[: kilobytes * 400],
                            "news@bench.example", [f"r{k}@example.org"], connection=way)  # fmt: skip
            letter.attach_alternative(f"<p>Dear {k},</p>{text}"[: kilobytes * 600], "text/html")
            letter.send()
    way.close()
    report.figure("Django's classes, dkimpy, one connection", n / took(), "letters/s")
