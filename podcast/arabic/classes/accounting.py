"""Negative amounts in brackets, as in accounting: صافي الربح (1,250) مليون."""

from __future__ import annotations

from podcast.arabic.classes.amount import say
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.quantity import amount
from podcast.arabic.tokens.context import Scene, cued


def accounting(scene: Scene, index: int) -> Verbalisation | None:
    """A number alone in brackets in a context about accounts, read as negative."""
    quantity = amount(scene, index + 1)
    if scene[index].text != "(" or quantity is None or scene[quantity[1]].kind != "close":
        return None
    spoken, end = quantity
    if spoken.high or spoken.low.sign or not cued(scene, index, "balances", 6):
        return None
    return Verbalisation(end + 1, f"سَالِب {say(spoken, 'm', 'nom')}", "accounting", "nom")
