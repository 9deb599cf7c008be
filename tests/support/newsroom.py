"""Articles without end for timings: everyday news, and now and then one on the subject."""

import random
from collections.abc import Iterator

from chipwire.core.model import Article

_PARTS = {
    "en": (
        "the council|a farmer near the coast|our correspondent|the museum's director|"
        "a group of nurses|the rowing club|her neighbour|the weather service|"
        "a small bakery|the orchestra|two hikers|the port authority|a retired teacher|"
        "the school board|local fishermen|the film festival|an insurance broker|"
        "the national team|a jury|the parish",
        "has opened|will rebuild|postponed|praised|had visited|is looking for|sold|"
        "repaired|counted|discussed|inherited|painted|wants to protect|lost|measured|"
        "has closed|advertised|renamed|planted|hopes to save",
        "the old bridge|forty apple trees|a wooden ferry|the summer concert|"
        "several empty flats|an unusual recipe|the village pool|three letters from 1911|"
        "a record harvest|its annual meeting|the railway museum|a lost painting|"
        "the northern trail|plans for a cycle path|seven rescued otters|"
        "the town's archive|a modest pension|new uniforms",
        "on Tuesday|after a long debate|despite the rain|"
        "for the first time in nine years|without much notice|"
        "to the surprise of visitors|before the holidays|at the request of residents|"
        "with a loan of 40,000 pounds|as the tide went out|while the choir rehearsed|"
        "because the roof leaks|in spite of protests|by a narrow vote",
    ),
    "de": (
        "der Gemeinderat|eine Winzerin|unser Reporter|die Feuerwehr|der Sportverein|"
        "ein Rentner aus dem Nachbarort|die Bäckerei am Markt|das Stadttheater|"
        "der Wetterdienst|eine Schulklasse|die Kreissparkasse|der Heimatverein",
        "hat eröffnet|verschiebt|lobte|besuchte|sucht|verkauft|repariert|zählt|bespricht|"
        "erbte|streicht|schützt|misst|schließt",
        "die alte Brücke|vierzig Apfelbäume|das Sommerkonzert|mehrere leere Wohnungen|"
        "ein ungewöhnliches Rezept|das Freibad|drei Briefe von 1911|eine Rekordernte|"
        "die Jahresversammlung|das Eisenbahnmuseum|den Wanderweg",
        "am Dienstag|nach langer Debatte|trotz des Regens|"
        "zum ersten Mal seit neun Jahren|ohne große Ankündigung|"
        "zur Überraschung der Gäste|vor den Ferien|auf Wunsch der Anwohner|"
        "mit einem Kredit von 40.000 Euro",
    ),
    "zh": (
        "市图书馆|一位退休教师|合唱团|村委会|气象台|渔民们|电影节|博物馆馆长|幼儿园|"
        "马拉松组委会|一家面包店|消防队",
        "开放了|推迟了|修好了|参观了|正在寻找|卖掉了|清点了|讨论了|种下了|改名为|关闭了|保护着",
        "老石桥|四十棵苹果树|夏季音乐会|几间空房|一份菜谱|露天泳池|三封旧信|丰收的稻田|"
        "年度会议|铁路展品|登山步道|水獭",
        "就在周二|经过长时间讨论|尽管下着雨|九年来第一次|没有提前通知|令游客惊喜|"
        "在假期之前|应居民请求|借款四万元",
    ),
}
_SYLLABLES = [first + second for first in "bdfgklmn" for second in ("a", "el", "in", "or", "ut")]
_IN_PRINT = ("{},", "“{}”", "{}-{}", "{}s", "{};", "{}’s", "{}", "{}:")
_SUBJECT = {
    "en": "Nvidia may sell its H20 accelerator to China again after the Commerce "
    "Department granted export licences. Huawei offers the Ascend 910C instead, and "
    "SMIC makes it without EUV lithography.",
    "de": "Nvidia darf den H20 nach China liefern, seit das US-Handelsministerium "
    "Exportlizenzen erteilt hat. Huawei bietet den Ascend 910C an, den SMIC ohne "
    "EUV-Lithografie fertigt.",
    "zh": "美国商务部批准出口许可后，英伟达可以再次向中国出售H20芯片。华为则提供昇腾910C，"
    "由中芯国际制造。",
}


def articles(
    count: int, size: int, *, on_subject: float = 0.05, seed: int = 7
) -> Iterator[Article]:
    """`count` articles of about `size` bytes, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        language = chance.choices(("en", "de", "zh"), weights=(5, 3, 2))[0]
        text = _text(language, size, chance)
        if number % round(1 / on_subject) == 0:
            middle = text.find("\n", len(text) // 2) + 1
            text = text[:middle] + _SUBJECT[language] + "\n" + text[middle:]
        yield Article(id=str(number), title=text.partition("\n")[0], text=text, language=language)


def _text(language: str, size: int, chance: random.Random) -> str:
    parts = [part.split("|") for part in _PARTS[language]]
    gap, stop = ("", "。") if language == "zh" else (" ", ". ")
    pieces: list[str] = []
    written = 0
    while written < size:
        words = [*map(chance.choice, parts), _rare(language, chance), _aside(language, chance)]
        sentence = gap.join(words) + stop
        end = "\n" if chance.random() < 0.2 else ""
        pieces.append(sentence[:1].upper() + sentence[1:] + end)
        written += len(sentence.encode())
    return "".join(pieces)


def _rare(language: str, chance: random.Random) -> str:
    """A word out of 64,000, as it stands in print: capitals, endings, commas, quotation marks.

    Real news does not repeat itself as these sentences do: about one word in eight is none of
    the few thousand common ones.
    """
    number = chance.randrange(64_000)
    if language == "zh":
        return f"，共{number}人"
    word = "".join(_SYLLABLES[number // 40**place % 40] for place in range(3))
    word = chance.choice((word, word.title()))
    return chance.choice(_IN_PRINT).format(word, word[:5])


def _aside(language: str, chance: random.Random) -> str:
    if language == "zh":
        return f"（{chance.randrange(1_000)}.{chance.randrange(10)}%）"
    return f"({_rare(language, chance)} {chance.randrange(100_000):,})"
