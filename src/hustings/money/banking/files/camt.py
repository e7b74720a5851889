"""ISO 20022: statements (camt.052, .053), notices (camt.054) and answers to our files (pain.002).

Names of elements are taken without their version; nothing outside of the file is fetched.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from lxml import etree

from hustings.foundation.lib.formats import money
from hustings.money.banking.files.lines import Read

_MOST = 200_000  # entries
_NONE = "NOTPROVIDED"


class NotIso(ValueError):
    """It is no such file."""


def kind(content: bytes) -> str:
    """ "camt.053", "camt.054", "pain.002" or so; NotIso."""
    names = {
        "BkToCstmrStmt": "camt.053", "BkToCstmrAcctRpt": "camt.052", "BkToCstmrDbtCdtNtfctn": "camt.054",
        "CstmrPmtStsRpt": "pain.002",
    }  # fmt: skip
    for each in _root(content):
        if (name := _name(each)) in names:
            return names[name]
    raise NotIso


def lines(content: bytes, ibans: set[str]) -> list[Read]:
    """Booked movements of these accounts; of all accounts where none is known."""
    seen: Counter[tuple[Any, ...]] = Counter()
    found = []
    for account in _all(_root(content), {"Stmt", "Rpt", "Ntfctn"}):
        iban = _text(account, "Acct", "Id", "IBAN")
        if ibans and iban and iban not in ibans:
            continue
        for entry in _children(account, "Ntry"):
            for read in _entry(entry):
                said = (read.on, read.amount, read.name, read.text, read.end_to_end)
                found.append(replace(read, nth=seen[said]))
                seen[said] += 1
        if len(found) > _MOST:
            raise NotIso
    return found


def rejected(content: bytes) -> list[tuple[str, str]]:
    """End-to-end ids that the bank won't collect (pain.002), with its reason."""
    found = []
    for row in _all(_root(content), {"TxInfAndSts"}):
        if _text(row, "TxSts") == "RJCT":
            found.append((_text(row, "OrgnlEndToEndId"), _text(row, "StsRsnInf", "Rsn", "Cd")))
    return found


def _entry(entry: Any) -> Iterator[Read]:
    """A booked entry: a line for each payment in it where the bank tells them apart, else one."""
    status = _text(entry, "Sts", "Cd") or _text(entry, "Sts")
    if status and status != "BOOK":
        return
    on = date.fromisoformat((_text(entry, "BookgDt", "Dt") or _text(entry, "BookgDt", "DtTm"))[:10])
    parts = _all(entry, {"TxDtls"})
    whole = _amount(entry, entry)
    if whole is None:
        raise NotIso
    reference = _text(entry, "AcctSvcrRef")
    amounts = [_amount(part, entry) for part in parts]
    if len(parts) > 1 and all(amounts) and sum(amount for amount, _currency in amounts if amount) == whole[0]:  # type: ignore[misc]
        for n, part in enumerate(parts):
            amount, currency = amounts[n] or whole
            yield _read(on, amount, currency, part, f"{reference}/{n}" if reference else "")
    else:
        yield _read(on, *whole, parts[0] if len(parts) == 1 else entry, reference)


def _read(on: date, amount: int, currency: str, part: Any, reference: str) -> Read:
    party = "Dbtr" if amount > 0 else "Cdtr"
    name = _text(part, "RltdPties", party, "Pty", "Nm") or _text(part, "RltdPties", party, "Nm")
    texts = [each.text or "" for each in _all(part, {"Ustrd", "AddtlNtryInf", "AddtlTxInf"})]
    texts += [_text(each, "MsgId") for each in _children(part, "Btch")]  # the file that was collected
    if structured := _text(part, "RmtInf", "Strd", "CdtrRefInf", "Ref"):
        texts.insert(0, structured)
    named = _text(part, "Refs", "EndToEndId")
    return Read(
        on, amount, currency, name[:140], " ".join(" ".join(texts).split())[:500],
        "" if named == _NONE else named[:35], reference,
        is_return=bool(_all(part, {"RtrInf"})),
    )  # fmt: skip


def _amount(thing: Any, entry: Any) -> tuple[int, str] | None:
    found = next(iter(_children(thing, "Amt")), None)
    if found is None:
        found = next(iter(_all(thing, {"TxAmt"})), None)
        found = next(iter(_children(found, "Amt")), None) if found is not None else None
    if found is None:
        return None
    currency = found.get("Ccy", "")
    amount = money.read(found.text or "", currency)
    if amount is None:
        raise NotIso
    sign = _text(thing, "CdtDbtInd") or _text(entry, "CdtDbtInd")
    return (amount if sign == "CRDT" else -amount), currency


def _root(content: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotIso from error


def _name(thing: Any) -> str:
    return etree.QName(thing).localname if isinstance(thing.tag, str) else ""


def _children(thing: Any, name: str) -> list[Any]:
    return [each for each in thing if _name(each) == name]


def _all(thing: Any, names: set[str]) -> list[Any]:
    return [each for each in thing.iter() if _name(each) in names]


def _text(thing: Any, *path: str) -> str:
    """Text at the end of a path; empty where there is none."""
    for name in path:
        thing = next(iter(_children(thing, name)), None)
        if thing is None:
            return ""
    return (thing.text or "").strip()
