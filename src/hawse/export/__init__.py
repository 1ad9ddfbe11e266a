"""A ledger in the forms that other programs read; synthetic rows are marked in each of them."""
