"""What all estimators have in common."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

FORMAT = 1


class NotFittedError(ValueError, AttributeError):
    """Asked before it was taught."""


class UnknownItemError(LookupError):
    """An item that the estimator was not fitted with."""


class SavedEstimatorError(ValueError):
    """A folder that does not hold this estimator."""


@dataclass
class Estimator:
    """Parameters are the dataclass's fields; learned ones have init=False and only `fit` sets them."""

    def parameters(self) -> dict[str, Any]:
        """What the constructor was given."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.init}

    def check_fitted(self) -> None:
        """Raise NotFittedError unless `fit` has run."""
        if not all(field.init or field.name in self.__dict__ for field in fields(self)):
            raise NotFittedError(f"this {type(self).__name__} has learned nothing yet: call fit() first")

    def _save_parameters(self, folder: Path) -> None:
        self.check_fitted()
        folder.mkdir(parents=True, exist_ok=True)
        content = {"estimator": type(self).__name__, "format": FORMAT, "parameters": self.parameters()}
        (folder / "estimator.json").write_text(json.dumps(content, indent=1, sort_keys=True), encoding="utf-8")

    @classmethod
    def _load_parameters(cls, folder: Path) -> Self:
        try:
            content = dict(json.loads((folder / "estimator.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise SavedEstimatorError(f"{folder} holds no readable {cls.__name__}: {error}") from error
        if content.get("estimator") != cls.__name__ or content.get("format") != FORMAT:
            raise SavedEstimatorError(
                f"{folder} holds a {content.get('estimator')} in format {content.get('format')}, "
                f"not a {cls.__name__} in format {FORMAT}"
            )
        return cls(**content["parameters"])


def check_at_least(name: str, value: float, least: float) -> None:
    """Raise a ValueError that names the parameter when it is too small."""
    if not value >= least:
        raise ValueError(f"{name} is {value}; it must be at least {least:g}")
