"""Makers of mail: honest letters and attacks of many families, in English and French, all invented.

They fill gaps of real collections (French mail, staff notes, attacks on campaigns) for training, benchmarks
and exercises; the engine never uses them. Makers for training alone stand beside it, in ``tools/modelling``.
"""
