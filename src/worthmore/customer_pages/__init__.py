"""What a customer sees and decides without a login: their own page, unsubscribing, confirming, and how we choose.

Every page is reached by a signed link, sets no cookie, is never kept by a browser and tells no other site its address.
"""
