"""Orders, as recipes and instructions give them: أضيفي إليها 3 بيضات, اخلط معها 5 ملاعق."""

from __future__ import annotations

from podcast.arabic.grammar.clause import is_joined_or_opens
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_form import is_marked_passive, unjoined
from podcast.arabic.tokens.context import Scene, group
from podcast.arabic.tokens.valency import readings

_SHORT = frozenset(
    ("اضف", "ضع", "رش", "صب", "خذ", "زد", "دع", "ضف", "غط", "سخن", "قطع", "قلب", "وزع")
)
"""Orders to a man, of verbs whose first letter or last vowel is dropped."""


def is_bidden(scene: Scene, index: int) -> bool:
    """Whether the word at `index` opens its clause and is an order by its form."""
    if index < 0 or scene.tokens[index].kind != "word":
        return False
    behind_then = index > 0 and scene.tokens[index - 1].key in ("ثم", "او")
    if not (behind_then or is_joined_or_opens(scene, index)):
        return False
    key = unjoined(scene.tokens[index].key)
    if key in _SHORT:
        return True
    if noun(key).known or readings(key) or key in group("pronoun_led") or len(key) < 3:
        return False
    woman = key.endswith("ي") and bool(readings("ي" + key[:-1].removeprefix("ا")))
    return woman or (len(key) == 4 and key[0] == "ا" and bool(readings("ي" + key[1:])))


def is_doubled_past(scene: Scene, index: int) -> bool:
    """خلّف وراءه 40 مؤلفًا: a verb whose mark shows that it has an object."""
    if index < 0:
        return False
    verb = scene.tokens[index]
    marked = verb.kind == "word" and "\u0651" in verb.text and not is_marked_passive(verb)
    return marked and "t" in readings(unjoined(verb.key)) and not noun(verb.key).known
