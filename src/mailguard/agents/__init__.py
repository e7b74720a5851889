"""Programs that act on e-mails: milter, IMAP watcher, HTTP service, and shared parts."""
