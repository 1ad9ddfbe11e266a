"""Planted truth: made-up traffic over real ports, written as AIS, with the truth apart."""
