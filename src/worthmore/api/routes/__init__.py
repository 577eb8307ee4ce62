"""One small module for each group of addresses."""
