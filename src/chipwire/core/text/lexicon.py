"""Common Chinese words, so that a keyword is not found inside or across other words.

Chinese is written without spaces. A keyword of two characters turns up where one word ends and
the next begins (上海|思南 holds 海思) or inside a longer word (三星堆 holds 三星). The longest
known word wins; this list is what is known besides the watchlist. Simplified characters only:
text is folded before it is looked up.
"""

from functools import lru_cache

from chipwire.core.text.scripts import HAN_RE

# Words that a watched name is likely to be found inside of, or to straddle the end of.
_WORDS = """
沸腾 奔腾 折腾 翻腾 欢腾 蒸腾 电子商务 商务部门 普通 三星伴月
三星联珠 三星一线 三星主厨 三星厨师 三星桥 三星路 三星社区
三星堆 三星级 三星期 三星高照 三星上将 三星村 三星镇 三星乡 三星将军 一箭三星
福禄寿三星 参宿三星 米其林三星 三星米其林 三星餐厅 三星酒店 三星饭店 三星期间
二三星 福禄三星 连珠三星 访华 来华 驻华 赴华 旅华 侨华 在华外 中华 新华 清华
精华 才华 繁华 豪华 奢华 升华 荣华 浮华 光华 嘉年华 韶华 风华 芳华 年华老
物华 菁华 李华 王华 建华 振华 爱华 国华 金华 文华 德华 大华 其中 当中 之中
集中 市中 家中 手中 心中 空中 为期 为主 为例 为了 为何 为什么 为代表 上海
大海 东海 南海 北海 渤海 黄海 青海 珠海 威海 海南 沿海 出海 航海 临海 深海
公海 下海 四海 云海 人海 山海 唯美 优美 完美 精美 美观 美好 美丽 美味 赞美
审美 健美 华美 甜美 中美 欧美 北美 南美 拉美 英美 俄美 日美 韩美 美光影
媲美 秀美 壮美 柔美 凄美 肥美 鲜美 机智 理智 才智 明智 睿智 心智 神智 弱智
益智 机智谱 明智谱 大智 智谱写 几百度 数百度 一百度 二百度 三百度
四百度 五百度 六百度 七百度 八百度 九百度 上百度 千百度 零百度 腾讯息
长江存储量 寒武纪时期 寒武纪生物 寒武纪大爆发 寒武纪地层 寒武纪化石 寒武纪海洋
前寒武纪 早寒武纪 晚寒武纪 中寒武纪 超威风 高超 字节跳动画 小米粥
小米椒 小米辣 小米饭 小米糕 小米面 苹果醋 苹果汁 苹果树 苹果酱 苹果派 苹果园
青苹果 红苹果 苹果肌 联想到 联想起 浮想联想 稀土掘金 稀土开发者 掘金 锗石
英特尔斯 英特纳雄耐尔 通义千问题 阿里巴巴与四十大盗 阿里巴巴和四十大盗 海思想
公海思 大海思 美光荣 美光彩 美光明 之美光 阿斯麦子 昇腾飞 升腾起 后门口 走后门
后门外 开后门 后门球 后门框 前后门
"""


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """The list above."""
    return frozenset(_WORDS.split())


_LONGEST = 9


def longer_word(text: str, start: int, end: int, known: frozenset[str]) -> str | None:
    """The known word that holds a hit in folded text, or cuts into it from the left, or None.

    A word on the left does not cut in when the word before it already claims its first
    character: 其中|华为 is not 其|中华|为.
    """
    if not HAN_RE.match(text[start]):
        return None
    left = max(0, start - _LONGEST)
    for first in range(left, start + 1):
        for last in range(max(start + 1, first + 2), min(len(text), end + _LONGEST) + 1):
            if last - first > _LONGEST or text[first:last] not in known:
                continue
            if first <= start and last >= end and last - first > end - start:
                return text[first:last]
            if first < start < last < end and not _claimed(text, first, start, known):
                return text[first:last]
    return None


def _claimed(text: str, first: int, start: int, known: frozenset[str]) -> bool:
    """Whether a known word before ends within (first, start]."""
    return any(
        text[a:b] in known
        for a in range(max(0, first - 4), first)
        for b in range(first + 1, start + 1)
    )
