"""Which letters can be one Vietnamese syllable: an onset, a rhyme with its own vowel marks, at most one tone. Pure."""

from __future__ import annotations

import re
import unicodedata

_ONSETS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|q(?=u)|th|tr|[bcdđghklmnprstvx]"
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây"
    " e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu"
    " o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc op ot"
    " ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up uơ ut uy uya uych uyên uyêt uyn uynh uyt uyu"
    " ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu"
).split()
_SYLLABLE = re.compile(f"(?:{_ONSETS})?({'|'.join(sorted(_RHYMES, key=len, reverse=True))})")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# A syllable that ends in a stop has the acute or the dot below.
_STOPPED = re.compile("(?:c|ch|p|t)$")
_STOPPED_TONES = ("\u0301", "\u0323")


def is_syllable(letters: str) -> bool:
    """Whether these letters, small or capital, are spelt as one Vietnamese syllable (no matter whether such a word is in use)."""
    apart = unicodedata.normalize("NFD", letters.lower())
    tones = [mark for mark in apart if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))
    if len(tones) > 1 or not (match := _SYLLABLE.fullmatch(bare)):
        return False
    return not _STOPPED.search(match[1]) or "".join(tones) in _STOPPED_TONES
