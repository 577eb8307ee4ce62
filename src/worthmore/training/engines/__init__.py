"""Where pairs are counted: on this machine, or on Apache Spark for shops whose orders one machine cannot hold."""

from worthmore.training.engines.choosing import EngineError, engine

__all__ = ["EngineError", "engine"]
