"""The package's own `dataclass` makes what the standard library's makes."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import inspect
import pickle
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest
from test_architecture import HOUSE, MODULES

from podcast import records

NAMES = [
    ".".join(("podcast", *path.relative_to(HOUSE).with_suffix("").parts)).removesuffix(".__init__")
    for path in MODULES
    if "from podcast.records import dataclass" in path.read_text("utf-8")
]
DECORATORS = {
    "ours": records.dataclass(frozen=True, slots=True),
    "standard": dataclasses.dataclass(frozen=True, slots=True),
}


class _Word:
    text: str
    at: int = 0
    notes: list[str] = field(default_factory=list, compare=False)
    mark: str = field(default="", repr=False)

    def __len__(self) -> int:
        return len(self.text)


def made(decorator: Any, cls: type = _Word) -> Any:
    body = {name: value for name, value in vars(cls).items() if not name.startswith("__dict")}
    body.pop("__weakref__", None)
    return decorator(type(cls.__name__, (), body))


class _Sent:
    text: str
    at: int = 0


SENT = records.dataclass(frozen=True, slots=True)(_Sent)
_Sent = SENT  # type: ignore[misc]  # pickle finds a class by its name


def told(word: Any) -> list[object]:
    """All that can be seen of a class by using it."""
    one, other = word("كلمة", notes=["١"]), word("كلمة", 0, ["٢"], mark="")
    seen: list[object] = [
        one == other,
        one == word("غيرها"),
        one == "كلمة",
        hash(one) == hash(other),
    ]
    seen += [
        str(inspect.signature(word)),
        repr(one),
        len(one),
        one.notes,
        word("").notes is word("").notes,
    ]
    seen += [dataclasses.asdict(one), repr(dataclasses.replace(one, at=3)), word.__match_args__]
    seen += [(part.name, part.type, part.compare) for part in dataclasses.fields(word)]
    seen += [dataclasses.is_dataclass(word), copy.copy(one) == one, hasattr(one, "__dict__")]
    for wrong in (
        word,
        lambda: word("ا", 1, [], "", 5),
        lambda: word("ا", side=1),
        lambda: setattr(one, "at", 1),
        lambda: delattr(one, "at"),
    ):
        with pytest.raises((TypeError, FrozenInstanceError)) as raised:
            wrong()
        seen.append(f"{type(raised.value).__name__}: {raised.value}")
    return seen


def test_classes_behave_as_the_standard_ones() -> None:
    ours, standard = (told(made(decorator)) for decorator in DECORATORS.values())
    assert ours == standard


def test_instances_go_through_a_pipe() -> None:
    sent = SENT("كلمة", 4)
    assert pickle.loads(pickle.dumps(sent)) == sent


def test_other_classes_are_left_to_the_standard_library() -> None:
    with pytest.raises(TypeError, match="standard library"):
        records.dataclass(frozen=False, slots=True)


def test_every_class_of_the_package_is_in_order() -> None:
    """The standard decorator checks a class at once, ours when it is asked for its fields."""
    modules = map(importlib.import_module, NAMES)
    classes = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    own = [cls for cls in classes if "_record_defaults" in vars(cls)]
    assert len(own) > 150
    for cls in own:
        assert tuple(one.name for one in dataclasses.fields(cls)) == cls.__slots__  # type: ignore[arg-type]
        assert records._compiled(cls.__slots__, cls._record_defaults)  # type: ignore[attr-defined]
