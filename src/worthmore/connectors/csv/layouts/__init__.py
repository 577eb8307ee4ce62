"""Files that are known as they are: one module each. Add one by copying a neighbour and naming it in ALL."""

from worthmore.connectors.csv.layouts import online_retail, shopify_customers, shopify_orders, woocommerce_products
from worthmore.connectors.csv.layouts.layout import PLAIN, Layout

ALL: tuple[Layout, ...] = (
    online_retail.LAYOUT,
    online_retail.SECOND,
    shopify_orders.LAYOUT,
    shopify_customers.LAYOUT,
    shopify_customers.OLDER,
    woocommerce_products.LAYOUT,
)

__all__ = ["ALL", "PLAIN", "Layout"]
