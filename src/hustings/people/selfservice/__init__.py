"""My data: people see, correct and erase what is kept about them.

No account: the mailbox opens the page, which can do no more than that person may ask for by law.
"""
