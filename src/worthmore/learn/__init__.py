"""What order histories teach: arrays in, fitted estimators out.

Every estimator follows one contract: the constructor only stores parameters, `fit` returns the estimator, what was
learned ends in an underscore, `save` and `load` keep it as plain arrays and JSON. Items are positions in the list of
products that the caller holds; the names of products and people are not known here.
"""
