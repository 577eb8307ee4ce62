"""What a file holds: its separator, its heading row, its columns, and how its dates and amounts are written."""
