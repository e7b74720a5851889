"""What a guard keeps beside a mail server or a mailbox: what it saw, holds and was told to do."""
