"""The personal page: people see, correct and erase the data stored about them.

No account: the mailbox opens the page, which can do no more than that person may ask for by law.
"""
