"""Programs that act on mail: milter, IMAP watcher, HTTP service, and what they share."""
