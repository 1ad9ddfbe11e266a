"""The dossier: the ledger told as one static page."""
