"""What a file may hold: orders, products or customers. Each has its fields, its rules and its saving."""
