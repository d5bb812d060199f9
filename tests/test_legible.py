"""Files of the cache that somebody wrote and sealed himself: each is set aside and made again."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from math import inf, nan
from pathlib import Path
from typing import Any

import fakes
import pytest
from workspace_tools import Root, root_at

from podcast.cache import Cache
from podcast.model.lattice import Lattice
from podcast.pipeline import clips, judge, marks, state
from podcast.pipeline.legible import UNREADABLE, found, made

Forge = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("legible")
    with pytest.MonkeyPatch.context() as patch:
        fakes.install(place / "engine", patch)
        root_at(place / "root").build()
    return place / "root"


def each(change: Callable[[Any], Any]) -> Forge:
    """A forgery that is JSON of the same shape, each value of it changed."""

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: walk(inner) for key, inner in value.items()}
        return [walk(one) for one in value] if isinstance(value, list) else change(value)

    return lambda data: json.dumps(walk(json.loads(data))).encode()


def of(kind: type | tuple[type, ...], value: Any) -> Forge:
    """A forgery in which all values of a type are another one."""
    return each(lambda one: value if isinstance(one, kind) else one)


WHOLE: tuple[Forge, ...] = tuple(
    (lambda data, forged=forged: forged)  # type: ignore[misc]
    for forged in (b"", b"null", b'"x"', b"[[1]]", b"\xff\xfe", b"[" * 100_000, b"[%d]" % 9**4000)
)
PARTS = (
    of(int, -5),
    of(int, 10**30),
    of((int, float), nan),
    of(str, "\ud800"),
    of(str, 7),
    each(lambda one: [one]),
    each(lambda one: None),
    lambda data: data[: len(data) // 2],
)


@pytest.mark.parametrize("first", range(2))
def test_forged_files_are_made_again(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    """Every file of a cache, one forgery after the other in turn."""
    fakes.install(tmp_path / "engine", monkeypatch)
    root = Root(tmp_path / "root")
    shutil.copytree(built, root.path)
    published = root.digests()
    forgeries = [*WHOLE, *PARTS]
    kept = [path for path in sorted(root.audio.rglob(".clips/*/*")) if path.suffix != ".passages"]
    for index, path in enumerate(kept, first * 8):
        ways = forgeries if path.suffix == ".json" else WHOLE
        forge(path, ways[index % len(ways)])
    (root.audio / state.NAME).unlink()
    report = root.build(jobs=1)
    assert (report.failed, report.made) == ((), ("first",))
    assert root.digests() == published


def forge(path: Path, how: Forge) -> None:
    """Put a forgery in the place of a file, with the seal that belongs to it."""
    data = how(path.read_bytes())
    recipe, _, suffix = path.name.split(".", 2)
    path.unlink()
    seal = hashlib.sha256(data).hexdigest()[:32]
    path.with_name(f"{recipe}.{seal}.{suffix}").write_bytes(data)


READERS: tuple[tuple[Callable[[bytes], object], bytes], ...] = (
    (marks._unpacked, marks._packed(Lattice("اب", ((("ْ", -0.1), ("َ", -2.0)), ())))),
    (judge._read_paces, b"[0.06, 0.07]"),
    (clips._read_times, b"[[0, 3, 0.5], [4, 6, 1.25]]"),
)


@pytest.mark.parametrize(("read", "good"), READERS)
def test_only_what_was_written_is_read(read: Callable[[bytes], object], good: bytes) -> None:
    assert read(good)
    same = json.dumps(json.loads(good)).encode()
    for how in (one for one in (*WHOLE, *PARTS[2:]) if one(good) != same):
        with pytest.raises(UNREADABLE):
            read(how(good))
    for number in (inf, 10**30):
        with pytest.raises(UNREADABLE):
            read(of(float, number)(good))


def test_what_cannot_be_read_is_told_and_made_once(tmp_path: Path) -> None:
    cache, made_now = Cache(tmp_path), []

    def make() -> bytes:
        made_now.append(1)
        return b"7"

    cache.get("a", ".n", lambda: b"seven")
    assert found(cache, "a", ".n", int) is None
    assert not list(tmp_path.rglob("*.n"))
    assert [made(cache, "a", ".n", make, int) for _ in range(2)] == [7, 7]
    assert made_now == [1]


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path: Path) -> None:
    """`podcast text` and `podcast names` read a show on a read-only disk."""
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file" / "below")
    assert [made(cache, "a", ".n", lambda: b"7", int) for _ in range(2)] == [7, 7]
