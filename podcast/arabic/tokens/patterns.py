"""The patterns of tokens: words, figures, addresses, signs."""

from __future__ import annotations

import re

from podcast.arabic.text.marks import MARKS
from podcast.arabic.tokens.figures import DIGITS, FRACTIONS

ARABIC = "ء-غف-يٮ-ۓەۮۯۺ-ۿݐ-ݿࢠ-ࣇ"
LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_TLD = (
    "com|org|net|edu|gov|info|io|ai|app|dev|co|me|tv|fm|news|uk|fr|de|eu|us"
    "|sa|ae|eg|qa|kw|bh|om|jo|lb|ma|dz|tn|iq|ps|sy|ye|ly|sd"
)
_HOST = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,62}})\.){{1,6}}(?:{_TLD})(?![A-Za-z0-9])"
_TAIL = r"(?::[0-9]{1,5})?(?:[/?#][^\s،؛؟«»“”\"<>]{0,2000})?"
_IDENTIFIER = r"[A-Za-z0-9_@\#.][A-Za-z0-9_@\#./+-]{0,39}(?:\(\))?"
_FLAG = r"--[A-Za-z][A-Za-z-]{1,20}|-[A-Za-z]"
_SAID = (
    rf"(?=[^`]{{0,9}}[A-Za-z0-9])(?:{_IDENTIFIER}(?:(?:\ ?=\ ?|:\ )[A-Za-z0-9_./+-]{{1,20}})?"
    rf"|(?:{_IDENTIFIER}|{_FLAG})(?:\ (?:[A-Za-z]{{1,20}}|{_FLAG})){{0,3}})"
)
"""Code that is read aloud: an identifier (user_name, main.py, print()), perhaps with a value, or a command of
up to four plain words and flags (podcast serve --open)."""
TOKEN = re.compile(
    rf"""
    (?P<url>   (?:(?:https?|ftp)://|www\.)[^\s،؛؟«»“”"<>]{{1,2000}} | {_HOST}(?!@){_TAIL} )
  | (?P<email> [A-Za-z0-9._%+-]{{1,64}}@(?:[A-Za-z0-9-]{{1,63}}\.){{1,6}}[A-Za-z]{{2,12}} )
  | (?P<formula> \$\$?(?=[^$]{{0,300}}[\\^_=<>+])(?![\s])[^${ARABIC}]{{1,300}}(?<![\s])\$\$?(?![0-9])
                | \$[A-Za-z]\$ | \\\([^{ARABIC}]{{1,300}}?\\\) | \\\[[^{ARABIC}]{{1,300}}?\\\] )
  | (?P<code>   ```[^`]{{1,5000}}``` | `[\#*=+<>|~^&%$@!/\\-]{{1,6}}`
                | `(?!{_SAID}`)(?=[^`]{{0,300}}[A-Za-z0-9])[^`{ARABIC}]{{1,300}}` )
  | (?P<raised> [⁺⁻]?[⁰¹²³⁴-⁹]{{1,20}} )
  | (?P<hashtag> [#＃](?=[0-9_]{{0,40}}[{ARABIC}{LATIN}])[{ARABIC}{MARKS}{LATIN}0-9_]{{1,200}} )
  | (?P<mention> @[A-Za-z{ARABIC}_][{ARABIC}{MARKS}{LATIN}0-9_.]{{0,60}}(?<!\.) )
  | (?P<latin>  (?:[0-9]{{1,9}}(?:\.[0-9]{{1,4}})?(?![0-9]))?[{LATIN}]
                (?:[{LATIN}0-9]|['’.&/+_-](?=[{LATIN}0-9])|[+\#](?![{LATIN}0-9]))* )
  | (?P<figure> {DIGITS.pattern} )
  | (?P<fraction> [{"".join(FRACTIONS)}] )
  | (?P<word>   هـ(?![{ARABIC}]) | [{ARABIC}][{ARABIC}{MARKS}]* )
  | (?P<pause>  \.{{2,}} | … | [،؛.؟!:,;?] )
  | (?P<open>   [(\[{{（] )
  | (?P<close>  [)\]}}）] )
  | (?P<quote>  ["“”„‟«»‹›‘’‚'`´] )
  | (?P<dash>   [-–—―‒−]+ )
  | (?P<foreign> [^\W\d_{ARABIC}{LATIN}]+ )
  | (?P<sign>   [^\s] )
    """,
    re.X,
)
LETTER, INSIDE = re.compile(f"[{ARABIC}]"), re.compile(f"[{ARABIC}{MARKS}]")
UNIT_RUN = re.compile(rf"([0-9]+(?:[.,][0-9]+)*)([{LATIN}]+(?:/[{LATIN}]+)?[²³23]?)")
