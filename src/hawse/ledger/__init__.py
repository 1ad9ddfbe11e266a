"""The ledger: claims held against findings, each with its reasons."""
