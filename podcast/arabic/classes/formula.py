"""Formulas and code in a text: short formulas are read in words, longer ones left out and reported.

A formula is enclosed in $…$, \\(…\\) or \\[…\\], as in LaTeX; code is enclosed in grave accents.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.text.alphabet import letter_names
from podcast.arabic.tokens.context import Scene

_LONGEST = 60
"""The longest formula a listener can follow, in characters."""
_COMMANDS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ", "epsilon": "ε", "theta": "θ",
    "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "omega": "ω",
    "Omega": "Ω", "times": "×", "cdot": "×", "div": "÷", "pm": "±", "approx": "≈", "neq": "≠", "ne": "≠",
    "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "infty": "∞", "sum": "∑", "in": "∈", "to": " إلى ",
    "sin": " جيب ", "cos": " جيب تمام ", "log": " لوغاريتم ", "ln": " لوغاريتم طبيعي ", "lim": " نهاية ",
    "zeta": "ζ", "eta": "η", "kappa": "κ", "nu": "ν", "xi": "ξ", "chi": "χ", "psi": "ψ", "Gamma": "γ",
    "Theta": "θ", "Lambda": "λ", "Sigma": "σ", "Phi": "φ", "Psi": "ψ", "varepsilon": "ε", "varphi": "φ",
    "tan": " ظل ", "cot": " ظل تمام ", "exp": " الدالة الأسية ", "max": " القيمة العظمى ",
    "min": " القيمة الصغرى ", "int": " تكامل ", "prod": " جداء ", "hbar": " إتش بار ",
    "rightarrow": " إلى ", "propto": " يتناسب مع ",
    "equiv": " يكافئ ", "Rightarrow": " يستلزم ", "forall": " لكل ", "exists": " يوجد ", "angle": " زاوية ",
    "cup": " اتحاد ", "cap": " تقاطع ", "subset": " محتوى في ", "dots": "، ", "ldots": "، ", "cdots": "، ",
    "left": "", "right": "", "quad": " ", "qquad": " ", "degree": "°", "limits": "", "displaystyle": "",
}  # fmt: skip
_FRACTION = re.compile(r"\\d?frac\s?\{([^{}]{1,30})\}\s?\{([^{}]{1,30})\}")
_CUBIC = re.compile(r"\\sqrt\s?\[3\]\s?\{([^{}]{1,30})\}")
_LIMITS = re.compile(
    r"(\\(?:sum|prod|int)(?:\\limits)?)\s?_(?:\{([^{}]{1,20})\}|(\w))\s?\^(?:\{([^{}]{1,20})\}|(\w))"
)
"""A sum, a product or an integral with its limits."""
_DEGREES = re.compile(r"\^\{?\\circ\}?")
_ROOT = re.compile(r"\\sqrt\s?\{([^{}]{1,30})\}")
_WORDS = re.compile(
    r"\\(?:text|mathrm|mathbf|mathit|mathbb|mathcal|operatorname|vec|bar|hat|overline)\s?\{([^{}]{0,40})\}"
)
_POWER = re.compile(r"\^(?:\{([^{}]{1,12})\}|([0-9A-Za-z]))")
_INDEX = re.compile(r"_(?:\{([^{}]{1,12})\}|([0-9A-Za-z]))")
_COMMAND = re.compile(r"\\([A-Za-z]{1,12})|\\[,;:! ]")
_SPACED = {
    "+": " زائد ",
    "-": " ناقص ",
    "−": " ناقص ",
    "=": " يساوي ",
    "/": " على ",
    "<": " أصغر من ",
    ">": " أكبر من ",
}
_BESIDE_NUMBER = re.compile("(?<=[0-9] )[ABDGKLMSTVWabdgklmstvw](?![A-Za-z])")
"""A symbol behind its factor, which is no unit: 2 b."""
_NAMED_POWER = {"2": " تربيع ", "3": " تكعيب "}


def formula(scene: Scene, index: int, inner: Callable[[str], str]) -> Verbalisation:
    """The formula at `index`; `inner` reads the symbols and numbers in it."""
    text = scene[index].text.strip("$").removeprefix("\\(").removeprefix("\\[")
    text = text.removesuffix("\\)").removesuffix("\\]").strip()
    plain = _plain(text) if len(text) <= _LONGEST else ""
    spoken = inner(plain) if plain else ""
    return Verbalisation(index + 1, spoken.rstrip("."), "formula" if spoken else "formula-unread")


def _plain(text: str) -> str:
    """A formula with its signs in words; "" if it has something no rule knows."""
    text = _LIMITS.sub(_between, _DEGREES.sub("° ", text)).replace(r"\%", "% ")
    text = _CUBIC.sub(r" الجذر التكعيبي لـ \1", text)
    text = _FRACTION.sub(r"\1 / \2", _ROOT.sub(r" جذر \1", _WORDS.sub(r" \1 ", text)))
    text = _COMMAND.sub(lambda match: _COMMANDS.get(match[1] or "left", match.group()), text)
    text = _POWER.sub(lambda power: _raised(power[1] or power[2]), text)
    text = _INDEX.sub(lambda index: f" {index[1] or index[2]} ", text)
    if re.search(r"[\\{}&^_$]", text):
        return ""
    text = re.sub(" +", " ", text)
    text = re.sub(r"(?<=[0-9])(?=[A-Za-z])|(?<=[a-z])(?=[a-z])", " ", text)
    text = re.sub(
        r"(?<![0-9A-Za-zء-ي)\]] )(?<![0-9A-Za-zء-ي)\]])[-−](?=\s?[0-9A-Za-z(])", " سالب ", text
    )
    text = re.sub("(?<![A-Za-z])[a-z](?![A-Za-z])", lambda letter: letter.group().upper(), text)
    text = _BESIDE_NUMBER.sub(lambda letter: letter_names()[letter.group().lower()], text)
    return "".join(_SPACED.get(char, char) for char in text)


def _between(limits: re.Match[str]) -> str:
    """A sum "from" its first limit "to" its last."""
    return f"{limits[1]} من {limits[2] or limits[3]} إلى {limits[4] or limits[5]} "


def _raised(power: str) -> str:
    if power[0] in "-−":
        power = f"سالب {power[1:]}"
    return _NAMED_POWER.get(power, f" أس {power} ")
