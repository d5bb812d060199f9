"""Names of Arabs in Latin letters, as Arabs write them: Messaoudi مسعودي, Cherki شرقي, Benslama بن سلامة.

Latin letters do not tell ح from ه nor ق from ك, and drop ع; so no rule of sounds finds the spelling. The names
are known, though: each has its sounds (`_sounds`), and a Latin word is a pattern over them
(`arab_spelling.tsv`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from podcast.arabic.tables import rows
from podcast.arabic.text.letters import SHADDA, bare, definite
from podcast.arabic.text.marks import canonical

_SOUNDS = str.maketrans("بتثجحخدذرزسشصضطظغفقكلمنهويةىاآَُِ", "btt" + "jhxddrzsšsdtzğfqklmnhuiaaaaaui")
_G = str.maketrans("jğkq", "gggg")
_SHORTEST = 4
_LONG = 5
"""From this many letters on, a word may be a family's name too; shorter ones are given names."""
_PLAIN = re.compile("[a-zâîûéèïçğ]+")
_UNLIKE = re.compile(
    "p(?!h)|[vx]|c(?![heiy])|ck|qu(?![a-z]+i$)|é$|[ie]nz|ngal|(?:ss|ff|zz|oo[fd])$|(?:ella|etta|erra|er|el|en|es|et|ey|y)$|(?<!in)(?<!an)(?<!oun)e$"
)
"""Letters that no Arab name has, and endings that few have."""
_LIKE = re.compile(
    "^abd|kh|gh|dh|dj|ou|aa|[aeiou]h[^aeiouy]|aoui$|awy$|ss?er$|aer$|cer$|q(?!u)|mb[ae]r"
)
"""What tells such a name whatever its ending."""
_TWO_SOUNDS = re.compile("([tsd])h(?!$)")
"""What may be two sounds: Fathi فتحي, Ishaq إسحاق, Adham أدهم."""
_SHORT_VOWEL = re.compile("sl|tl|ms|mb|mr|brah|blai|krim|lm|sgh|skh|bz|bg|kh[lm]")
"""Beginnings whose first vowel the west of the Arab world drops: Slimane سليمان."""
_ARAB = re.compile("[حعصضظقذءئؤ]|^ال")
_BEN = re.compile("(ben|bin)(.{4,})")
_JOINED = re.compile("(bou|bel)(.{4,})")
_ABD = re.compile("abd(?:[aeou]+(?:l|r|s|z|n|t|d)?)(.{4,})")
_BEHIND = (
    (re.compile("(.{3,}?)(?:[aeiu]l?)?(?:dd?|tt)[iy]ne?"), "الدِّين"),
    (re.compile("(.{4,}?)[ua]?l+ah"), "اللَّه"),
)
_PARTED = re.compile(
    r"(?<![A-Za-z'’-])(?:([AaEe]l)|([Bb][ei]n|Ibn)|(Ab[uo]u?)|(Abd(?:[aeu][lr])?)|(Ould))"
    r"[ -]([A-Z][a-zâéèïû]{2,})(?![\w-])"
)
_ARTICLE = re.compile(r"e(?=([szrndt])\1)(.{4,})|(?:al|el)(?!l)(.{4,})")
_NISBA = re.compile("(.{4,})i")
_HEADS = {"bou": "بُو", "bel": "بَلْ"}


@lru_cache(maxsize=1 << 12)
def name(word: str, article: bool = False) -> str:
    """The Arabic name that `word`, in small letters, writes, with the `article` if asked; or ""."""
    if article:
        known = _known(word, "article")
        return definite(_stem(known)) if known else ""
    likely = _PLAIN.fullmatch(word) and (not _UNLIKE.search(word) or _LIKE.search(word))
    return (_known(word) or _made(word)) if likely and word not in _listed("not") else ""


def parted(text: str, start: int) -> tuple[int, str] | None:
    """(end, spoken form) of a name written apart that begins at `start`: Al-Qahtani, Ben Arfa, Abu Zaid."""
    found = _PARTED.match(text, start)
    if not found:
        return None
    article, son, father, servant, child, rest = found.groups()
    word = rest.lower()
    if article:
        spoken = name(word, article=True)
    elif servant:
        spoken = name("abdel" + word)
    else:
        known = _known(word)
        head = "بِنْ" if son else "أَبُو" if father else "وَلَد" if child else ""
        spoken = f"{head} {known if father else _stem(known)}" if known else ""
    return (found.end(), spoken) if spoken else None


def _made(word: str) -> str:
    """A name that is made: with Ben-, Bou-, Bel-, Abdel-, -eddine, -allah, an article (Ezzalzouli), a nisba."""
    if (ben := _BEN.fullmatch(word)) and (known := _known(ben[2])):
        return f"بِنْ {_stem(known)}"
    if (head := _JOINED.fullmatch(word)) and (known := _known(head[2])):
        return _HEADS[head[1]] + _stem(known)
    if (servant := _ABD.fullmatch(word)) and (
        known := _known(servant[1], "servant") or _known(servant[1])
    ):
        return f"عَبْدُ {definite(_stem(known))}"
    for pattern, second in _BEHIND:
        if (found := pattern.fullmatch(word)) and (known := _known(found[1])):
            return f"{_stem(known)} {second}"
    if (article := _ARTICLE.fullmatch(word)) and (
        known := _known(article[2] or article[3], "article")
    ):
        return definite(_stem(known))
    nisba = _NISBA.fullmatch(word)
    known = _known(nisba[1]) if nisba else ""
    return known + "ِي" if known and known[-1] not in "ةىاي" + SHADDA else ""


def _known(word: str, kind: str = "") -> str:
    """The name of the tables that `word` writes: of several that with the fewest sounds left to guess.

    Of `kind` "servant" are the names that Abd stands before; where the text has an "article", a name that is
    written with it is preferred.
    """
    if len(word) < _SHORTEST:
        return ""
    apart = _TWO_SOUNDS.sub(r"\1\1h", word)
    fitting = _fitting(word, kind) or (_fitting(apart, kind) if apart != word else [])
    return min(fitting, key=lambda fit: fit[:2])[2] if fitting else ""


def _fitting(word: str, kind: str) -> list[tuple[bool, int, str]]:
    """(whether an article is missing, number of sounds, name) of the names that `word` may write."""
    pattern = _pattern(word)
    return [
        (kind == "article" and known[:2] != "ال", len(sounds), known)
        for sounds, known in _names(kind).get(_consonants(pattern), ())
        if (len(word) >= _LONG or kind or known[:2] != "ال") and re.fullmatch(pattern, sounds)
    ]


def _stem(known: str) -> str:
    """`known` without its article."""
    if bare(known).startswith("ال") and len(bare(known)) > 4:
        return known[2] + known[4:] if known[3] == SHADDA else known[3:]
    return known


@cache
def _listed(*kinds: str) -> dict[str, None]:
    """The names of these kinds in arab_names.tsv, in order."""
    listed = (row[1] for row in rows("arab_names.tsv", 2) if row[0] in kinds)
    return dict.fromkeys(" ".join(listed).split())


@cache
def _names(kind: str) -> dict[str, list[tuple[str, str]]]:
    """(sounds without the article, name) by consonants; those of arab_names.tsv first."""
    servant = kind == "servant"
    listed = [*_listed(*(("servant",) if servant else ("given", "family")))]
    if not servant:
        persons = " ".join(row[1] for row in rows("proper.tsv", 2) if row[0] == "person")
        listed += [known for known in re.sub("[*!]", "", persons).split() if _ARAB.search(known)]
    found: dict[str, list[tuple[str, str]]] = {}
    for known in canonical(" ".join(listed)).split():
        sounds = _sounds(_stem(known))
        found.setdefault(_consonants(sounds), []).append((sounds, known))
    return found


def _sounds(known: str) -> str:
    """The sounds of a marked name, in the notation of `arab_spelling.tsv`."""
    plain = re.sub(r"[^a-zšğ]", "", known.translate(_SOUNDS))
    return re.sub(r"(.)\1+", r"\1", plain)


def _consonants(sounds: str) -> str:
    """The consonants of sounds or of a pattern over them; one for the three that g may write."""
    plain = re.sub("[^a-zšğ]|[aiu]", "", sounds).translate(_G)
    return re.sub(r"(.)\1+", r"\1", plain).removesuffix("h")


def _pattern(word: str) -> str:
    """What `word` may sound like, as a pattern over sounds."""
    out: list[str] = []
    at = 0
    while at < len(word):
        fit = next(((m.end(), s) for p, s in _spelling() if (m := p.match(word, at))), None)
        at, sounds = fit or (at + 1, "~")
        out.append(sounds)
    if len(word) >= _LONG and _SHORT_VOWEL.match(word):
        out.insert(1, "[aiu]?")
    return "".join(out)


@cache
def _spelling() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(letters), sounds) for letters, sounds in rows("arab_spelling.tsv", 2))
