"""How good a model is: honest splits, standard metrics, intervals and side-by-side tables. Arrays in, arrays out."""
