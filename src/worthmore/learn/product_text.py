"""What products say of themselves, as numbers: two that share words, category, brand or the start of a code are alike.

This is all that is known of a product nobody has bought yet, and it steadies what is learned of those few have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfTransformer

from worthmore.learn.names import plain
from worthmore.vocabulary.products import Product

SHARED_BY_AT_MOST = 500  # what more products than this share says little, and costs the square of their number
SHARE_AT_MOST = 0.05
GRAMS = (4, 5)  # letters


def product_features(products: Sequence[Product], id_prefix: int = 0) -> sp.csr_matrix:
    """Products × features, float32: rows of length one, or empty where nothing is shared with any other product.

    Runs of four and five letters of the name, the category's path step by step with the brand, and, when `id_prefix`
    is above 0, the first so many characters of longer ids (for shops whose codes run in series). Each of the three
    counts alike; within one, what few products share counts more (tf-idf, Spärck Jones 1972). What a single product
    has, or more than a twentieth of all (never fewer than 20, never more than 500), is left out.
    """
    kinds = [
        [list(_grams(product.name)) for product in products],
        [list(_places(product)) for product in products],
        [[product.id[:id_prefix]] if 0 < id_prefix < len(product.id) else [] for product in products],
    ]
    return unit_rows(sp.hstack([_weighed(kind) for kind in kinds], format="csr"))


def unit_rows(table: sp.csr_matrix) -> sp.csr_matrix:
    """The table with every row of length one, but for empty ones."""
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1))).ravel()
    scale = np.divide(1.0, length, out=np.zeros_like(length, dtype=np.float64), where=length > 0)
    found = sp.csr_matrix(sp.diags(scale) @ table).astype(np.float32)
    found.eliminate_zeros()
    return found


def _weighed(words: list[list[str]]) -> sp.csr_matrix:
    """One kind of feature, counted, the common and the single left out, the rare weighing more."""
    numbers: dict[str, int] = {}
    columns = [numbers.setdefault(word, len(numbers)) for one in words for word in one]
    rows = np.repeat(np.arange(len(words)), [len(one) for one in words])
    counts = sp.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(words), len(numbers)))
    holders = np.diff(counts.tocsc().indptr)
    most = np.clip(SHARE_AT_MOST * len(words), 20, SHARED_BY_AT_MOST)
    counts = counts[:, (holders >= 2) & (holders <= most)]
    return unit_rows(TfidfTransformer(norm=None).fit_transform(counts)) if counts.nnz else counts


def _grams(name: str) -> Iterator[str]:
    for word in plain(name).split():
        padded = f" {word} "
        for length in GRAMS:
            if len(padded) <= length:
                yield padded
                break
            for start in range(len(padded) - length + 1):
                yield padded[start : start + length]


def _places(product: Product) -> Iterator[str]:
    path = [plain(step) for step in product.category]
    for depth in range(1, len(path) + 1):
        yield "/".join(path[:depth])
    if product.brand.strip():
        yield f"brand:{plain(product.brand.strip())}"
