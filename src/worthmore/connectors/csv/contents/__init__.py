"""What a file may hold: orders, products or customers. Each knows its fields, its rules over a row, and how it is saved."""
