"""Load a situation, decide, record: the one use case behind the API, the terminal and the back office."""
