"""My data: people see, correct and erase what is kept about them.

There is no account and no password. Whoever reads the mailbox opens the page, as whoever reads it could
sign up and leave: nothing here can do more than that person may ask for by law.
"""
