"""What the shop knows: customers, products, orders, activity, satisfaction and its own settings."""
