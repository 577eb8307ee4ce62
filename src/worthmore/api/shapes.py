"""What a request type looks like from outside: its fields by path, and what each may be. Errors speak from this."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec import inspect


@dataclass(frozen=True)
class Shape:
    """Paths are written `cart[].quantity`; the root is empty."""

    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)


def shape_of(struct: type[msgspec.Struct]) -> Shape:
    """Walk a request type once."""
    shape = Shape()
    _walk(inspect.type_info(struct), "", shape)
    return shape


def _walk(kind: inspect.Type, path: str, shape: Shape) -> None:
    match kind:
        case inspect.Metadata():
            _describe(kind.extra_json_schema or {}, path, shape)
            _walk(kind.type, path, shape)
        case inspect.UnionType():
            for one in kind.types:
                _walk(one, path, shape)
        case inspect.VarTupleType() | inspect.ListType():
            _walk(kind.item_type, f"{path}[]", shape)
        case inspect.StructType():
            shape.fields[path] = tuple(one.encode_name for one in kind.fields)
            for entry in kind.fields:
                _walk(entry.type, f"{path}.{entry.encode_name}" if path else entry.encode_name, shape)
        case _:
            pass


def _describe(schema: dict[str, Any], path: str, shape: Shape) -> None:
    if "description" in schema:
        shape.descriptions.setdefault(path, schema["description"])
