"""Where tables live and where steps run. Knows no channel."""
