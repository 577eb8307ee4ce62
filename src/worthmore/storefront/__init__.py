"""The demo shop: a webshop that asks Worthmore for offers as any webshop would."""
