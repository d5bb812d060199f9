"""What may befall a file that a build has left; each harm takes its path. `bench/damage.py` has them too.

A path lies below a folder `root`, beside which `outside/secret.md` is what nobody may touch.
"""

from __future__ import annotations

import os
from pathlib import Path


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes() or b"\0")
    data[len(data) // 2] ^= 0x55
    path.write_bytes(data)


def removed(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    (path / "in").mkdir(parents=True)


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_link_out(path: Path) -> None:
    path.unlink()
    path.symlink_to("/nowhere/at/all")


def a_link_to_a_secret(path: Path) -> None:
    root = next(parent for parent in path.parents if parent.name == "root")
    path.unlink()
    path.symlink_to(root.parent / "outside/secret.md")


HARMS = (emptied, cut, flipped, removed, a_folder, a_pipe, a_link_out, a_link_to_a_secret)
