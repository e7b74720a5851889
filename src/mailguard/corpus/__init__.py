"""Generators of e-mails: honest ones and many kinds of attacks, in English and French, all fictional.

They fill gaps of real collections (French mail, staff notes, attacks on campaigns) for training, benchmarks
and exercises; the engine never uses them. Makers for training alone stand beside it, in ``tools/modelling``.
"""
