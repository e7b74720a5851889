"""The opinion map: votes in, points, groups and statements out; the same bits on every machine.

Why it holds:

- *Sums* run over whole numbers: int64, or float64 below 2^53, where no sum is ever rounded, so that neither
  the order of terms, nor the number of threads, nor the library that multiplies matrices can show
  (``exact.product`` refuses what could pass the limit).
  - *Real numbers* meet only in +, −, ×, ÷ and square roots of single elements, which IEEE 754 rounds in one
    way. No exponential, no logarithm, no library's sum of floats. Their results are rounded to whole
    numbers before they are summed, or added in a written order.
- *Chance* is SplitMix64 of a written seed; sorting is stable; ties go to the lower number.

Modules import each other by relative names, and nothing but numpy: ``recount.archive`` packs them into one
file that runs without Hustings.
"""
