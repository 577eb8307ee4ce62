"""One cell at a time: text in, a value, None (empty) or a Problem out."""
