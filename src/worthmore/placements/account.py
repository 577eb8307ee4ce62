"""The account page: the customer looks at what they have."""

from worthmore.vocabulary.situation import Placement

CONTRACTS = ("plan_downgrade", "plan_upgrade", "longer_term", "deep_sell", "launch", "milestone")
THINGS = ("refill", "replacement", "next_size", "service", "fitting", "forgotten_range")
PLACEMENT = Placement("account", CONTRACTS + THINGS, limit=4)
"""What they have needs now. Of a contract: the plan that fits, a larger one or, as honestly, a smaller one; a longer
term, an addition, what is new, what helps after much use. Of a thing: the same again, a new one, the next size,
service, what fits it, and a range never seen."""
