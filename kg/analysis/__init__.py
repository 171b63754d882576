"""What the accusations and answers show taken together: pairs, graphs, measures. One file a question."""
