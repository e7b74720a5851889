"""Messages for mailboxes; everybody in them is invented."""


def lure(n, extra=""):
    """Phishing of a kind that is held; each has its own number."""
    return _made(
        n,
        "Security <noreply@example-mail.net>",
        f"Join the briefing {n}",
        f"Type the code ABCD-EF12 at https://microsoft.com/devicelogin to join the briefing. {extra}",
    )


def note(n, text="The hall is ours from seven. Bring the banners."):
    """What friends write."""
    return _made(n, "Alice <alice@valbrune.example>", f"hall {n}", text)


def shady(n, text):
    """What is only warned of, where the text is."""
    return _made(n, "Alice <alice@valbrune.example>", "Mailbox full", text)


def _made(n, author, subject, text):
    return (
        f"From: {author}\r\nTo: bob@valbrune.example\r\nSubject: {subject}\r\n"
        f"Date: Mon, 1 Mar 2027 10:00:00 +0100\r\nMessage-ID: <{n}@valbrune.example>\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    ).encode()
