"""Where candidates come from, one source a file. What belongs to a product is worked out once and remembered."""
