"""Reports as receivers write them, about domains that nobody has."""

import gzip
import json
from email.message import EmailMessage

RECORD = """<record><row><source_ip>{ip}</source_ip><count>{n}</count><policy_evaluated>
<disposition>none</disposition><dkim>{dkim}</dkim><spf>{spf}</spf></policy_evaluated></row>
<identifiers><header_from>{domain}</header_from></identifiers><auth_results>
<dkim><domain>{domain}</domain><selector>s1</selector><result>{dkim}</result></dkim>
<spf><domain>{domain}</domain><result>{spf}</result></spf></auth_results></record>"""


def dmarc(day, rows, domain="valbrune-avant.example", policy="none", number="r1", reporter="mail.example"):
    """An aggregate report (RFC 9990) in XML of one day; ``rows``: address, letters, dkim, spf."""
    begins = int(day.timestamp())
    records = "".join(
        RECORD.format(ip=ip, n=n, dkim=dkim, spf=spf, domain=domain) for ip, n, dkim, spf in rows
    )
    return f"""<?xml version="1.0"?><feedback><version>1.0</version><report_metadata>
<org_name>{reporter}</org_name><email>n@{reporter}</email><report_id>{number}</report_id>
<date_range><begin>{begins}</begin><end>{begins + 86_399}</end></date_range></report_metadata>
<policy_published><domain>{domain}</domain><adkim>r</adkim><aspf>r</aspf><p>{policy}</p><sp>none</sp>
<pct>100</pct></policy_published>{records}</feedback>""".encode()


def mailed(xml, domain="valbrune-avant.example"):
    """The same as it comes by mail."""
    letter = EmailMessage()
    letter["From"], letter["To"] = "reports@mail.example", f"dmarc-reports@{domain}"
    letter["Subject"] = f"Report Domain: {domain} Submitter: mail.example Report-ID: r1"
    letter["Date"] = "Mon, 23 Nov 2026 08:00:00 +0000"
    letter.set_content("This is a DMARC aggregate report.")
    name = f"mail.example!{domain}!1!2.xml.gz"
    letter.add_attachment(gzip.compress(xml), maintype="application", subtype="gzip", filename=name)
    return letter.as_bytes()


def tls(domain="valbrune-avant.example", summary=None, **other):
    """A report of encryption (RFC 8460); ``other`` stands in the place of what belongs there."""
    failure = {
        "result-type": "certificate-expired", "sending-mta-ip": "192.0.2.9",
        "receiving-mx-hostname": f"mx.{domain}", "receiving-ip": "192.0.2.10", "failed-session-count": 3,
    }  # fmt: skip
    policy = {
        "policy": {"policy-type": "sts", "policy-string": ["version: STSv1"], "policy-domain": domain},
        "summary": summary or {"total-successful-session-count": 40, "total-failure-session-count": 3},
        "failure-details": [failure],
    }  # fmt: skip
    about = {
        "organization-name": "Mail Example", "contact-info": "tls@mail.example", "report-id": "t1",
        "date-range": {"start-datetime": "2026-11-22T00:00:00Z", "end-datetime": "2026-11-22T23:59:59Z"},
        "policies": [policy],
    }  # fmt: skip
    return json.dumps(about | other).encode()


def failure(domain="valbrune-avant.example"):
    """A report about one letter (RFC 9991), with the letter."""
    return f"""From: reports@mail.example
To: dmarc-failures@{domain}
Subject: DMARC failure report for {domain}
Date: Mon, 23 Nov 2026 08:00:00 +0000
Message-ID: <f1@mail.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an authentication failure report.

--b
Content-Type: message/feedback-report

Feedback-Type: auth-failure
User-Agent: Example/1.0
Version: 1
Original-Mail-From: <x@elsewhere.example>
Arrival-Date: Mon, 23 Nov 2026 07:59:00 +0000
Source-IP: 192.0.2.66
Reported-Domain: {domain}
Auth-Failure: dmarc
Delivery-Result: reject
Identity-Alignment: none

--b
Content-Type: message/rfc822

From: Zoe Marchal <zoe@{domain}>
To: reader@private.example
Subject: A secret subject
Date: Mon, 23 Nov 2026 07:58:00 +0000
Message-ID: <l1@elsewhere.example>

Secret text.

--b--
""".replace("\n", "\r\n").encode()


def tls_mailed(**other):
    """The same by mail."""
    letter = EmailMessage()
    letter["From"], letter["To"] = "tls@mail.example", "dmarc-reports@valbrune-avant.example"
    letter["Subject"] = "Report Domain: valbrune-avant.example Submitter: mail.example Report-ID: <t1>"
    letter["Date"] = "Mon, 23 Nov 2026 08:00:00 +0000"
    letter.set_content("A report of encryption.")
    letter.add_attachment(
        gzip.compress(tls(**other)), maintype="application", subtype="tlsrpt+gzip", filename="t1.json.gz"
    )
    return letter.as_bytes()
