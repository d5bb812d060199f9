"""A Dask cluster as an executor; the only module that knows its library (the extra `rawi[cluster]`)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from podcast.errors import InputError
from podcast.extras import install_command

ANSWER = 10
"""How many seconds the scheduler has to answer."""

ARRIVAL = 20
"""How many seconds the first worker has to join, if there is none yet."""


@contextmanager
def connect(address: str) -> Iterator[Executor]:
    """An executor on the cluster whose scheduler is at `address`, such as tcp://host:8786.

    The scheduler gives the task of a lost worker to another one. On an error, pending tasks are cancelled.
    Raises InputError if there is no cluster or no worker, or if the library is not installed.
    """
    try:
        import distributed
    except ImportError as error:
        raise InputError(
            "a cluster needs an extra package; run: {command}", command=install_command("cluster")
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # we report errors ourselves
    library: Any = distributed  # it is untyped
    try:
        client = library.Client(address, timeout=ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            "no cluster answers at {address}; start one with `dask scheduler`, or leave --cluster out",
            address=address,
        ) from error
    with client:
        _await_worker(client, address)
        executor: Executor = client.get_executor(pure=False)
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False)
            raise


def _await_worker(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=ARRIVAL)
    except TimeoutError as error:
        raise InputError(
            "the cluster at {address} has no worker; start some with `dask worker {address}`",
            address=address,
        ) from error
