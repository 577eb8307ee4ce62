"""What is known of one customer, weighed: how satisfied they are, where they stand, what they need, how to speak."""
