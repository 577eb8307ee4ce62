"""The pages of the demo shop."""
