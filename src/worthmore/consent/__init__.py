"""What people allowed and refused, with proof: the ledger, suppression, do-not-contact lists, preferences, links."""
