"""Situation in, decision out. No database, network, clock or dice: the same answer for the same question, always."""
