"""From the shop's orders to fitted estimators to a published version."""
