"""A person's own page: the link that opens it, the session that follows, what it shows and gives out.

There is no account and no password. Whoever reads the mailbox opens the page, as whoever reads it could
sign up and leave: nothing here can do more than that person may ask for by law.
"""
