"""Transcribes diacritised Arabic into the International Phonetic Alphabet.

`transcribe("فِي الْبَيْتِ.")` is `fi lˈbajt.`. Fully diacritised Arabic is nearly phonemic; what remains is
here: the article and sun letters, joining alefs, irregular words, pausal forms, syllables and stress. The
steps are `clauses` (words up to a pause), `letters` (a word's letters with their marks), `joining`, `pausal`,
`sounds`, `stress` and `transcription`.

The notation
  words    separated by single blanks, as many as were written.
  vowels   a i u, long aː iː uː; eː oː in foreign names. Broad: no dark a beside ص, no short e.
  stops    b t d tˤ dˤ k q ʔ          affricate dʒ (ج)
  fricatives  f θ ð ðˤ s z sˤ ʃ x ɣ ħ ʕ h
  others   m n l r w j; lˤ in the name of God after a or u
  foreign  p v g ʒ tʃ (چ, and تش unless the sign of stress parts them)
  length   ː after a long vowel; a doubled consonant is written twice: ˈʔumma is u, m, m, a.
  stress   ˈ before the stressed syllable, ˌ before a weak one (إلى, على); a word of one short syllable
           that leans on the next has none. At most one a word; every word before a pause has ˈ.
  pauses   . ! ? : ; , after the last word of a clause, which is in its pausal form.
  ↗        before ? in a yes-no question, whose intonation rises.
  ⟨…⟩      what is not Arabic (a word in another script, a figure), as written.
"""

from __future__ import annotations

from podcast.arabic.phonetics.transcription import transcribe, transcribe_all, words

__all__ = ["CONSONANTS", "FOREIGN", "VOWELS", "transcribe", "transcribe_all", "words"]

CONSONANTS = (
    "ʔ", "b", "t", "θ", "dʒ", "ħ", "x", "d", "ð", "r", "z", "s", "ʃ", "sˤ", "dˤ", "tˤ", "ðˤ", "ʕ", "ɣ", "f",
    "q", "k", "l", "m", "n", "h", "w", "j",
)  # fmt: skip
"""The 28 consonants of Arabic, in the order of its alphabet."""
FOREIGN = ("p", "tʃ", "v", "g", "ʒ", "lˤ")
"""Consonants of foreign names, and the emphatic l in the name of God."""
VOWELS = ("a", "i", "u", "aː", "iː", "uː", "eː", "oː")
