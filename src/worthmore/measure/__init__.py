"""Proof: who is in the control group. Pure: the same person always falls on the same side."""
