"""Checks of the arithmetic that reports state: pairs of units, changes, sums and rates."""
