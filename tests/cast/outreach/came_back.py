"""Messages that come back, as mail servers write them: the words are ours, the shapes are theirs."""

from hustings.outreach.delivery import return_paths
from hustings.outreach.emails import delivery_tokens, message_ids

TO = "zoe@reader.example.net"


def message_id(delivery: int) -> str:
    """What a letter of ours is called."""
    return f"<{message_ids.name(delivery)}.7.270411080000@elan.example.org>"


def answer(
    delivery: int | None, sender: str, *, number: int = 1, named: str = "", fields: str = "", to: str = ""
) -> bytes:
    """What a reader writes back."""
    named = named or (f"In-Reply-To: {message_id(delivery)}\n" if delivery is not None else "")
    return (
        f"{fields}From: {sender}\nTo: {to or 'answers@elan.example.org'}\nSubject: Re: Sunday\n"
        f"Message-ID: <a{number}@mx.example.net>\n{named}"
        "Date: Sun, 11 Apr 2027 08:00:00 +0200\nContent-Type: text/plain; charset=utf-8\n\nI'll come!\n"
    ).encode()


def letter(delivery: int, *, to: str = TO, body: str = "Come on Sunday!") -> str:
    """A letter of ours as it stands in what comes back."""
    return (
        f"Return-Path: <bounces+{return_paths.name(delivery)}@news.example.org>\n"
        f"From: Elan <news@elan.example.org>\nTo: {to}\nSubject: Sunday\n"
        f"Message-ID: {message_id(delivery)}\n"
        f"List-Unsubscribe: <https://elan.example.org/u/{delivery_tokens.make(delivery)}/>,\n"
        f" <mailto:answers@elan.example.org?subject=unsubscribe%20{delivery_tokens.make(delivery)}>"
        f"\n\n{body}\n"
    )


def bounce(
    delivery: int | None = None,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    said: str = "smtp; 550 5.1.1 <zoe@reader.example.net>: Recipient address rejected: User unknown",
    to: str = "",
    recipient: str = f"rfc822; {TO}",
    back: str = "",
    number: int = 1,
    more: str = "",
) -> bytes:
    """A status notification after RFC 3464."""
    name = (
        f"bounces+{return_paths.name(delivery)}@news.example.org"
        if delivery is not None
        else "team@example.org"
    )
    code = f"Diagnostic-Code: {said}\n" if said else ""
    text = f"""Return-Path: <>
Delivered-To: {to or name}
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
To: {to or name}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Date: Sun, 11 Apr 2027 08:00:00 +0200
Message-ID: <{number}@mx.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="edge"

--edge
Content-Type: text/plain

This is the mail system at host mx.example.net. I'm sorry.

--edge
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Sun, 11 Apr 2027 07:59:00 +0200

{more}Final-Recipient: {recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mx2.reader.example.net
{code}
--edge
Content-Type: text/rfc822-headers

{back}
--edge--
"""
    return text.encode()


def complaint(
    delivery: int, *, kind: str = "abuse", to: str = "fbl@example.org", redacted: bool = False
) -> bytes:
    """A feedback report after RFC 5965; redacted ones name nobody (RFC 6590)."""
    back = letter(delivery, to="redacted" if redacted else TO)
    if redacted:  # the address of the sender, too, for it might name the reader
        back = back.replace(return_paths.name(delivery), "x" * return_paths.LENGTH)
    who = "" if redacted else f"Original-Rcpt-To: <{TO}>\n"
    return f"""From: feedback@provider.example.net
To: {to}
Subject: FW: Sunday
Date: Sun, 11 Apr 2027 09:00:00 +0200
Message-ID: <arf{delivery}{kind}@provider.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="edge"

--edge
Content-Type: text/plain

This is an email abuse report.

--edge
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Provider-FBL/2.1
Version: 1
{who}Arrival-Date: Sun, 11 Apr 2027 08:10:00 +0200

--edge
Content-Type: message/rfc822

{back}
--edge--
""".encode()


def plain(
    text: str,
    *,
    sender: str = "MAILER-DAEMON@mx.example.net",
    subject: str = "failure notice",
    fields: str = "",
    to: str = "team@example.org",
    html: bool = False,
) -> bytes:
    """A message in sentences."""
    kind = "html" if html else "plain"
    return (
        f"{fields}From: {sender}\nTo: {to}\nSubject: {subject}\nMessage-ID: <1@mx.example.net>\n"
        f"Date: Sun, 11 Apr 2027 08:00:00 +0200\nContent-Type: text/{kind}; charset=utf-8\n\n{text}"
    ).encode()


QMAIL = """Hi. This is the qmail-send program at mail.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<zoe@reader.example.net>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

"""
EXIM = """This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  zoe@reader.example.net
    host mx.reader.example.net [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<zoe@reader.example.net>:
    552 5.2.2 zoe: mailbox is over quota

"""
EXCHANGE = """<html><body><p><b>Delivery has failed to these recipients or groups:</b></p>
<p><a href="mailto:zoe@reader.example.net">zoe@reader.example.net</a><br>
The email address you entered couldn't be found. Please check the recipient's address.</p>
<p>Diagnostic information for administrators:</p>
<p>zoe@reader.example.net<br>Remote Server returned '550 5.4.1 Recipient address rejected: Access denied'</p>
</body></html>
"""
GMAIL = """** Address not found **

Your message wasn't delivered to zoe@reader.example.net because the address couldn't be found, or is unable to
receive mail.

The response was:

550 5.1.1 The email account that you tried to reach does not exist.
"""
YAHOO = """Sorry, we were unable to deliver your message to the following address.

<zoe@reader.example.net>:
554: delivery error: dd This user doesn't have a reader.example.net account (zoe@reader.example.net) [0]
"""
FRENCH = """Ceci est un message automatique du serveur de messagerie.

Votre message n'a pas pu être remis au destinataire suivant :

zoe@reader.example.net : la boîte aux lettres du destinataire est pleine.
"""
POSTFIX_LATE = """This is the mail system at host mx.example.net.

####################################################################
# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #
####################################################################

Your message could not be delivered for more than 4 hour(s).
It will be retried until it is 5 day(s) old.
"""
