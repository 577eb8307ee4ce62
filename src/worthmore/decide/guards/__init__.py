"""The rules that may refuse a candidate, one a file. docs/guards.md explains each; a test checks that it does."""
