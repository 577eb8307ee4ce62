"""A shop whose truth is known: the demo shop's data, and the closed loop that judges the engine.

Products and what belongs together stand in `catalogue`. People with hidden tastes buy from it for two years; the shop
sees only their orders. `truth` knows what they would have done, with and without an offer, and `play` lets policies
compete against it. Everything is drawn from one numpy Generator, passed in.
"""
