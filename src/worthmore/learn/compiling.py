"""How loops over single numbers are compiled: without the interpreter's lock, kept on disk where that is possible."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numba

CHUNK = 256  # rows a thread takes at a time
Function = TypeVar("Function", bound=Callable[..., Any])


def inner(function: Function) -> Function:
    """Compile a function that only other compiled functions of the same file call."""
    kernel: Function = numba.njit(function, nogil=True, error_model="numpy")
    return kernel


def outer(function: Function) -> Function:
    """Compile a function that is called from Python; the result is kept for the next start of the program."""
    try:
        kernel: Function = numba.njit(function, nogil=True, error_model="numpy", cache=True)
    except RuntimeError:  # neither this folder nor the user's own cache can be written: compile anew each time
        kernel = inner(function)
    return kernel


def in_threads(kernel: Callable[..., None], rows: int, *arguments: Any, threads: int | None = None) -> None:
    """Call `kernel(first, last, *arguments)` for chunks of all rows; which thread takes which changes no result."""
    with ThreadPoolExecutor(threads or min(4, os.cpu_count() or 1)) as pool:
        starts = range(0, rows, CHUNK)
        for done in [pool.submit(kernel, first, min(first + CHUNK, rows), *arguments) for first in starts]:
            done.result()
