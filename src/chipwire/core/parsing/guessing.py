"""Which encoding a body is in, where nobody says so or what is said cannot be.

Each candidate reads a sample; the one whose letters are the most usual of its language wins.
"""

import re

_SAMPLE = 30_000
_RUN = re.compile(rb"[\x80-\xff]+")
_HAN = (
    "的一是不在有人中大上到和地出要就以可年市生公家部司新据金企技"
    "成能方分日月我他多高作用工理美法制了本加口重外力合提前"
)
_SIMPLIFIED = frozenset(
    _HAN + "这国个说们为会发业经行场对开报产资过进后时与来于全电关机点"
    "政府将务现实动统商导体芯片科网长学展表"
)
_TRADITIONAL = frozenset(
    _HAN + "這國個說們為會發業經行場對開報產資過進後時與來於全電關機點"
    "政府將務現實動統商導體晶片科網長學展表台灣"
)
_HANGUL = frozenset(
    "이다의는가을에한고하로지사기도를은대인해자서일어정시리나스부수보전과장라국아그들주제상만여있업동중"
    "경회원관조구신으했년미계공성발세산체출규반화통위적"
)
_KANA = frozenset(map(chr, range(0x3041, 0x30FF)))
_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюі")
_WESTERN = frozenset("äöüßéèêàâçñáíóúãõåæøîôûùëïœ–—’‘“”„…€•«»°§·®©™\xa0")
_USUAL = {
    "gb18030": _SIMPLIFIED,
    "big5hkscs": _TRADITIONAL,
    "cp932": _KANA,
    "euc_jp": _KANA,
    "cp949": _HANGUL,
    "cp1251": _CYRILLIC,
    "koi8-r": _CYRILLIC,
    "cp1252": _WESTERN,
}
_CYRILLICS = ("cp1251", "koi8-r")
"""Whole words of letters that western texts have one by one."""
_BROKEN = 3
"""An undecodable place speaks as much against an encoding as so many usual letters for it."""
_LEAST = 0.15


def guesses(body: bytes) -> tuple[str, ...]:
    """Python's names of the encodings that may be meant, the likeliest first; never empty."""
    first = _RUN.search(body)
    sample = body[first.start() :][:_SAMPLE] if first else b""
    runs = _RUN.findall(sample)
    accents = sum(len(run) == 1 for run in runs) * 2 >= len(runs)
    scores = {name: _score(sample, name) for name in _USUAL if not (accents and name in _CYRILLICS)}
    likely = [name for name, score in scores.items() if score >= _LEAST]
    return tuple(sorted(likely, key=lambda name: -scores[name])) or ("cp1252",)


def _score(sample: bytes, name: str) -> float:
    """The share of usual letters among those beyond ASCII, less what cannot be read."""
    letters = [letter for letter in sample.decode(name, "replace") if letter > "\x7f"]
    usual = sum(map(_USUAL[name].__contains__, letters))
    return (usual - _BROKEN * letters.count("\ufffd")) / max(len(letters), 1)
