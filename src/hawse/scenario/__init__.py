"""What is left if a line is cut: accounting, substitution, and general equilibrium."""
