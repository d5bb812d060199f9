"""Amounts in brackets, as accountants write what is below nought: صافي الربح (1,250) مليون."""

from __future__ import annotations

from podcast.arabic.classes.amount import say
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.quantity import amount
from podcast.arabic.tokens.context import Scene, cued


def accounting(scene: Scene, at: int) -> Verbalisation | None:
    """A number alone in its brackets where a balance is spoken of: minus so much."""
    found = amount(scene, at + 1)
    if scene[at].text != "(" or found is None or scene[found[1]].kind != "close":
        return None
    said, end = found
    if said.high or said.low.sign or not cued(scene, at, "balances", 6):
        return None
    return Verbalisation(end + 1, f"سَالِب {say(said, 'm', 'nom')}", "accounting", "nom")
