"""SPARQL as text: its tokens, the places of a query, what can never be found, what an error means."""
