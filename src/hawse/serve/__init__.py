"""The local app over one ledger: what a file cannot do. Bound to this machine, for one reader."""
