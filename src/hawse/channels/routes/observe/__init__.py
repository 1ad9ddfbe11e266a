"""What the rows show: who is where, upstreams, runs of months, changes, shares, outages."""
