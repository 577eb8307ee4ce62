"""In which months, weeks and before which feast days what sells."""

from worthmore.learn.season.estimator import Season
from worthmore.learn.season.found import Index, Window

__all__ = ["Index", "Season", "Window"]
