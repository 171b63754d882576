"""What `kg` is around its commands: the table of them, its own options, signals, memory, and the last resort."""
