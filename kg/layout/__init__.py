"""Drawing graphs: places for nodes that may be of any kind, the same for the same graph."""
