"""Books, their accounts, entries and what belongs to them."""

from hustings.money.ledger.models.attachments import Attachment
from hustings.money.ledger.models.books import Account, Books
from hustings.money.ledger.models.entries import Entry, Transfer
from hustings.money.ledger.models.periods import Period
from hustings.money.ledger.models.proofs import ProofRun
