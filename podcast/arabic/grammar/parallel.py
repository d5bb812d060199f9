"""A number that stands in its clause as an earlier one stands in its own, with others between the two.

8 من كل 10 في المدن، و5 من كل 10 في القرى: the second share has the case of the first, not of the ten before it.
"""

from __future__ import annotations

from podcast.arabic.grammar.counted import singular
from podcast.arabic.grammar.quantity import ERAS
from podcast.arabic.grammar.verb_form import is_verb
from podcast.arabic.tokens.context import STOPS, Scene, among
from podcast.arabic.tokens.tokens import Token

_REACH = 16
"""How far two such numbers may be apart, in tokens."""


def parallel_to(scene: Scene, index: int, end: int) -> tuple[int, int] | None:
    """Where the number begins and ends that the one at `index`, with what it counts, is parallel to."""
    if _restates_year(scene, index):
        return index - 3, index - 2
    joined = "و" in scene[index].prefix
    if joined and _is_share(scene, index):
        shares = (at for at in _earlier(scene, index) if _is_share(scene, at))
        return next(((at, at + 1) for at in shares), None)
    if scene[index - 1].key == "اي" and (part := _part_of_pool(scene, index)) is not None:
        return part, part + 2
    if (shared := _share_of_another(scene, index)) is not None:
        return shared, shared + 2
    at = _of_the_same(scene, index, end)
    if at is None or scene.last is None:
        return None
    nearest = scene.last.end == at + 1
    again = joined and _is_led_again(scene, end)
    explains = scene[index - 1].key == "اي"
    said = not joined and (_is_said_again(scene, index, at) or _is_gapped(scene, index, end, at))
    return (at, at + 2) if said or (not nearest and (again or explains)) else None


def _restates_year(scene: Scene, index: int) -> bool:
    """عام 656هـ (1258م): the year before it, in the other era."""
    bracketed = index > 2 and scene[index - 1].kind == "open" and scene[index - 3].kind == "figure"
    return bracketed and all(scene[at].text.rstrip(".") in ERAS for at in (index - 2, index + 1))


def _earlier(scene: Scene, index: int) -> list[int]:
    """The places of the figures before `index` in its sentence, the nearest first."""
    found: list[int] = []
    for at in range(index - 1, max(-1, index - _REACH), -1):
        token = scene.tokens[at]
        if token.kind == "pause" and token.text in STOPS:
            break
        if token.kind == "figure":
            found.append(at)
    return found


def _share_of_another(scene: Scene, index: int) -> int | None:
    """زيادة قدرها 5.4% عن العام 2021، و121% عن العام 2016: a share before the same word as an earlier one."""
    sign, led = scene[index + 1], scene[index + 2]
    if "و" not in scene[index].prefix or sign.text != "%" or not among(led, "genitive"):
        return None
    shares = (at for at in _earlier(scene, index) if scene[at + 1].text == "%")
    at = next(shares, None)
    return at if at is not None and scene[at + 2].key == led.key else None


def _is_gapped(scene: Scene, index: int, end: int, at: int) -> bool:
    """تسلمت القطرية 20 طائرة في 18 شهرًا، وجمهورية العراق 5 طائرات: a name behind "and", and as many of it."""
    commas = [place for place in range(at, index) if scene.tokens[place].text == "،"]
    name = scene.tokens[commas[-1] + 1 : index] if commas else []
    whole = scene[end].kind in ("pause", "end") and 0 < len(name) <= _LONGEST_NAME
    return (
        whole
        and name[0].key[:1] == "و"
        and all(token.kind in ("word", "name", "latin") and not is_verb(token) for token in name)
        and not any(among(token, "genitive") for token in name)
    )


_LONGEST_NAME = 3


def _part_of_pool(scene: Scene, index: int) -> int | None:
    """11 عاملًا من أصل 12، أي 88%: the number that is out of the last, if a noun stands behind it."""
    last, *before = [*_earlier(scene, index), 0]
    pooled = last > 2 and scene[last - 1].key == "اصل" and len(before) > 1
    return before[0] if pooled and scene[before[0] + 1].kind == "word" else None


def _is_share(scene: Scene, index: int) -> bool:
    """8 من كل 10: so many of every so many."""
    return scene[index + 1].key == "من" and scene[index + 2].key == "كل"


def _of_the_same(scene: Scene, index: int, end: int) -> int | None:
    """The nearest number that counts the same, or the first of a row without its verb: 600 درهم … 100 درهم."""
    at = _nearest_of_the_same(scene, index, end)
    for _ in range(_LONGEST_ROW):
        before = _nearest_of_the_same(scene, at, at + 2) if at is not None else None
        if at is None or before is None or not _is_gapped(scene, at, at + 2, before):
            return at
        at = before
    return at


_LONGEST_ROW = 8


def _nearest_of_the_same(scene: Scene, index: int, end: int) -> int | None:
    counted = scene[end - 1]
    if end == index + 1 or counted.kind == "figure":
        return None
    if counted.kind == "word":
        noun = singular(counted)
        same = (at for at in _earlier(scene, index) if singular(scene[at + 1]) == noun)
    else:
        same = (at for at in _earlier(scene, index) if _name(scene[at + 1]) == _name(counted))
    return next(same, None)


def _name(token: Token) -> str:
    return token.key or token.text


def _is_led_again(scene: Scene, end: int) -> bool:
    """42% بعد 20 دقيقة، و56% بعد ساعة: behind the number the word that led the one between."""
    last = scene.last
    led = scene[last.end - 2] if last and last.end > 1 else scene[end]
    return scene[end].kind == "word" and among(led, "genitive") and led.key == scene[end].key


def _is_said_again(scene: Scene, index: int, at: int) -> bool:
    """احتمال السكتة 4 أضعاف، واحتمال قصور القلب 3 أضعاف: behind "and" the noun of the earlier amount."""
    heads = [token.key for token in scene.tokens[max(0, at - 4) : at] if token.kind == "word"]
    between = scene.tokens[at + 2 : index]
    nouns = [token.key[1:] for token in between if token.kind == "word" and token.key[:1] == "و"]
    return bool(nouns) and len(between) <= 6 and len(nouns[-1]) > 2 and nouns[-1] in heads
