"""Countries, regions and cities in English, German and Chinese."""

from functools import cache

from babel import Locale

from chipwire.core.entities.lists import phrases, words

_LATIN_PLACES = phrases(
    """
    Amsterdam, Ankara, Athens, Athen, Atlanta, Austin, Bangalore, Bengaluru, Bangkok, Barcelona,
    Basel, Beijing, Peking, Berlin, Bern, Bonn, Boston, Brussels, Brüssel, Bucharest, Budapest,
    Bukarest, Cairo, Kairo, Canberra, Chengdu, Chicago, Chongqing, Cologne, Köln, Copenhagen,
    Kopenhagen, Dalian, Dallas, Delhi, Neu-Delhi, New Delhi, Detroit, Dongguan, Dortmund,
    Dresden, Dubai, Dublin, Düsseldorf, Eindhoven, Erfurt, Eschborn, Essen, Frankfurt, Fukuoka,
    Fuzhou, Geneva, Genf, Grenoble, Guangzhou, Guiyang, Hague, Den Haag, The Hague, Hamburg,
    Hangzhou, Hannover, Hanoi, Hefei, Helsinki, Hiroshima, Houston, Hsinchu, Ingolstadt,
    Islamabad, Istanbul, Jakarta, Jena, Jinan, Johor, Johor Bahru, Kaohsiung, Karlsruhe, Kiel,
    Kuala Lumpur, Kumamoto, Kunshan, Kyiv, Kiew, Kyoto, Leipzig, Leuven, Lingang, Lisbon,
    Lissabon, London, Los Angeles, Luxemburg, Lyon, Madrid, Magdeburg, Mailand, Milan,
    Manchester, Manila, Melbourne, Miami, Minneapolis, Moscow, Moskau, Mumbai, Munich, München,
    Nagoya, Nanjing, New York, Ningbo, Nuremberg, Nürnberg, Osaka, Oslo, Oxford, Cambridge,
    Palo Alto, Paris, Penang, Philadelphia, Phoenix, Portland, Prague, Prag, Pyongyang, Qingdao,
    Regensburg, Riyadh, Riad, Rome, Rom, Rotterdam, San Diego, San Francisco, San Jose,
    Santa Clara, Sapporo, Seattle, Seoul, Shanghai, Schanghai, Shenyang, Shenzhen, Sofia,
    Stockholm, Strasbourg, Straßburg, Stuttgart, Suzhou, Sydney, Taichung, Tainan, Taipei,
    Taipeh, Tallinn, Tehran, Teheran, Tel Aviv, Tianjin, Tokyo, Tokio, Toronto, Toulouse, Turin,
    Ulm, Vancouver, Veldhoven, Vienna, Wien, Vilnius, Villach, Warsaw, Warschau, Washington,
    Wuhan, Wuxi, Xiamen, Xi'an, Xi’an, Zhengzhou, Zhuhai, Zurich, Zürich, Abu Dhabi, Ottawa,
    Montreal, Almaty, Astana, Tbilisi, Yerevan, Doha, Kuwait City, Batam, Cyberjaya, Gumi,
    Pyeongtaek, Icheon, Busan, Incheon, Cheongju, Leeds, Bristol, Edinburgh, Glasgow, Belfast,
    Boise, Sacramento, Tucson, Albany, Silicon Valley, Capitol Hill, Ruhrgebiet, Emden,
    Wolfsburg, Zwickau, Esslingen, Reutlingen, Heilbronn, Freiberg, Alabama, Alaska, Arizona,
    Arkansas, California, Kalifornien, Colorado, Connecticut, Delaware, Florida, Hawaii, Idaho,
    Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maryland, Massachusetts, Michigan,
    Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey,
    New Mexico, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania,
    Rhode Island, South Carolina, Tennessee, Texas, Utah, Vermont, Virginia, West Virginia,
    Wisconsin, Wyoming, Washington DC, Bavaria, Bayern, Saxony, Sachsen, Saxony-Anhalt,
    Sachsen-Anhalt, Thuringia, Thüringen, Brandenburg, Hesse, Hessen, Lower Saxony,
    Niedersachsen, Baden-Württemberg, Nordrhein-Westfalen, Schleswig-Holstein, Saarland,
    Saarbrücken, Bremen, Mainz, Ontario, Quebec, Scotland, Schottland, Wales, England,
    Catalonia, Katalonien, Flanders, Flandern, Lombardy, Xinjiang, Tibet, Guangdong, Guangxi,
    Sichuan, Yunnan, Hubei, Hunan, Hebei, Henan, Anhui, Jiangsu, Jiangxi, Zhejiang, Fujian,
    Shandong, Shanxi, Shaanxi, Guizhou, Gansu, Hainan, Inner Mongolia, Innere Mongolei, Jilin,
    Liaoning, Heilongjiang, Kyushu, Hokkaido, America, Amerika, Europe, Europa, Asia, Asien,
    Africa, Afrika, Britain, Großbritannien, Holland, U.S., US, USA, UK, U.K., UAE, EU,
    South Korea, North Korea, Südkorea, Nordkorea, Korea, Hong Kong, Hongkong, Macau, Myanmar,
    Southeast Asia, Südostasien, Middle East, Gulf, Crimea, Krim, Gaza, Kashmir, Siberia,
    Sibirien, Turkey, Türkei, Vereinigte Staaten, Vereinigten Staaten, Czech Republic,
    Tschechische Republik,
    """
)

_HAN_PLACES = words(
    """
    北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 无锡 合肥 武汉 成都 西安 厦门 宁波 青岛 大连
    沈阳 长沙 郑州 济南 福州 东莞 珠海 佛山 昆山 贵阳 昆明 南昌 南宁 太原 石家庄 哈尔滨 长春
    海口 三亚 兰州 银川 西宁 乌鲁木齐 拉萨 呼和浩特 临港 张江 中关村 香港 澳门 台湾 台北 新北
    台中 台南 高雄 新竹 桃园 苗栗 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南
    湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 粤港澳大湾区
    长三角 珠三角 中国大陆 大陆 华盛顿 纽约 洛杉矶 旧金山 硅谷 芝加哥 波士顿 休斯敦 西雅图
    达拉斯 奥斯汀 圣何塞 圣克拉拉 迈阿密 加州 加利福尼亚 加利福尼亚州 得州 德州 得克萨斯州
    亚利桑那州 亚利桑那 俄亥俄州 俄勒冈州 爱达荷州 纽约州 佛罗里达州 弗吉尼亚州 新墨西哥州
    印第安纳州 伦敦 巴黎 柏林 慕尼黑 德累斯顿 法兰克福 汉堡 布鲁塞尔 海牙 阿姆斯特丹 埃因霍温
    费尔德霍芬 罗马 米兰 马德里 日内瓦 苏黎世 巴塞尔 维也纳 莫斯科 基辅 华沙 布拉格 斯德哥尔摩
    哥本哈根 赫尔辛基 都柏林 东京 大阪 京都 名古屋 福冈 熊本 北海道 首尔 釜山 平泽 龙仁 平壤
    新加坡市 吉隆坡 槟城 柔佛 雅加达 曼谷 河内 胡志明市 马尼拉 新德里 班加罗尔 孟买 迪拜
    阿布扎比 利雅得 多哈 特拉维夫 德黑兰 安卡拉 伊斯坦布尔 开罗 悉尼 墨尔本 堪培拉 渥太华 多伦多
    温哥华 蒙特利尔 达沃斯 美国 英国 法国 德国 荷兰 日本 韩国 南韩 朝鲜 中国 印度 俄罗斯 欧盟
    欧洲 亚洲 美洲 非洲 中东 东南亚 阿联酋 沙特 沙特阿拉伯 以色列 马来西亚 印尼 印度尼西亚 越南
    泰国 菲律宾 华府
    """
)

# CLDR gives these shorter than the names that news uses, or as words of other meaning.
_NOT_PLACES = frozenset({"Jersey", "Chad", "Jordan", "Georgia", "Guinea"})


@cache
def latin_places() -> frozenset[str]:
    """English and German names. Territories are CLDR's, by way of Babel."""
    return (_LATIN_PLACES | _territories("en") | _territories("de")) - _NOT_PLACES


@cache
def han_places() -> frozenset[str]:
    """Names in simplified characters."""
    return (_HAN_PLACES | _territories("zh")) - _NOT_PLACES


def _territories(language: str) -> set[str]:
    # Codes of three digits are continents and worse ("World").
    names = Locale.parse(language).territories
    return {name for code, name in names.items() if len(code) == 2 and len(name) > 1}
