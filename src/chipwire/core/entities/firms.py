"""Organisations by name, and the words that end or begin the names of others."""

from chipwire.core.entities.lists import phrases, words

LATIN_FIRMS = phrases(
    """
    G42, Adobe, Airbus, Alphabet, Amazon, Amkor, Anthropic, Apple, Applied Materials, Arm,
    Axios, BASF, BMW, Bain, Baker McKenzie, Berkshire Hathaway, Bloomberg, Boeing, Bosch,
    Bridgewater, Broadcom, Brookings, Cadence, Canon, CATL, Cisco, Continental, Daimler, Dell,
    Deloitte, Ericsson, Facebook, Ford, Foxconn, Fujitsu, Gartner, GlobalFoundries,
    Goldman Sachs, Google, Hitachi, Honda, Hon Hai, Hyundai, Infineon, Inspur, JPMorgan, Kharon,
    Kioxia, Lam Research, Lenovo, Mapper, Marvell, McKinsey, MediaTek, Mercedes, Mercedes-Benz,
    Merics, Meta, Microsoft, Mitsubishi, Moore Threads, Morgan Stanley, Naura, Netflix,
    Nexperia, Nikkei, Nikon, Nokia, Oracle, Panasonic, Politico, Qualcomm, Quanta, Rapidus,
    Reuters, Renesas, Rheinmetall, SAP, SenseTime, Siemens, Siltronic, SoftBank, Sony, SpaceX,
    Stellantis, Supermicro, Suzuki, Synopsys, Tesla, Texas Instruments, TikTok, Tokyo Electron,
    Toshiba, Toyota, TrendForce, Trumpf, UBS, Unitree, Volkswagen, Volvo, Wingtech, Xiaomi,
    Zeiss, Süss, Aixtron, Xinhua, ZTE, ByteDance, Biren, Hygon, Enflame, Iluvatar, MetaX,
    Pegatron, Wistron, Pentagon, Kremlin, Congress, Senate, White House,
    House of Representatives, Kongress, Senat, Bundestag, Bundesrat, Bundesregierung,
    Weißes Haus, Weiße Haus, Weißen Haus, Weißen Hauses, EU-Kommission, Europäische Kommission,
    Europäischen Kommission, European Commission, European Union, Europäische Union,
    European Parliament, Federal Register, Financial Times, New York Times, Wall Street Journal,
    Washington Post, South China Morning Post, Nikkei Asia, Handelsblatt, Der Spiegel, Spiegel,
    Süddeutsche Zeitung, Truth Social, Bafa, Zollkriminalamt, Finanzministerium, Kanzleramt,
    Commerce Department, Justice Department, State Department, Treasury, Treasury Department,
    Commerzbank, X-Fab, Super Micro, Supermicro, Lasertec, Naura,
    Defense Department, Energy Department, Supreme Court, Nasdaq, Screen Holdings, Huatai, Citi,
    """
)

#: Last words of an organisation's name, English and German.
LATIN_ENDS = words(
    """
    Inc Inc. Corp Corp. Corporation Co Co. Company Ltd Ltd. Limited LLC LLP Plc PLC AG GmbH SE
    KG KGaA NV N.V. SA S.A. BV AB ASA Oy SpA Group Holding Holdings Gruppe Technologies
    Technology Technologie Technik Systems Semiconductor Semiconductors Electronics Photonics
    Microelectronics Electric Electron Devices Components Computing Computers Digital Data Cloud
    Networks Robotics Labs Lab Laboratory Laboratories Research Securities Capital Partners
    Ventures Invest Investments Investment Advisors Advisers Analytics Consulting Insights
    Intelligence Bank Bancorp Insurance Motors Airlines Energy Chemicals Materials Memory Steel
    Mining Industries International Mobile Telecom Communications Media University College
    School Academy Institute Institution Foundation Society Association Federation Council
    Committee Commission Department Ministry Bureau Agency Administration Authority Office Board
    Court Chamber Parliament Union Alliance Coalition Center Centre Times Journal Post News
    Daily Review Tribune Herald Universität Hochschule Institut Stiftung Verband Ministerium
    Behörde Amt Zeitung Nachrichten Kanzlei Bundesbank Akademie
    """
)

#: First words of an organisation's name that goes on with "of", "for" or a name.
LATIN_HEADS = words(
    """
    University Ministry Department Bureau Office Institute Bank Council Center Centre Chamber
    Committee Administration Board Academy College School House Court Federation Association
    Universität Hochschule Stiftung TU FU HU ETH Landesbank Fraunhofer Verein Institut Verband
    Bundesverband Max-Planck-Institut Fraunhofer-Institut Ministerium Bundesamt Akademie Kammer
    Semiconductor Cyberspace Government Government-wide
    """
)

#: Organisations in simplified characters.
HAN_FIRMS = words(
    """
    路透社 彭博社 彭博 新华社 中新社 法新社 美联社 共同社 央视 金融时报 华尔街日报 纽约时报
    华盛顿邮报 日经新闻 日经亚洲 环球时报 人民日报 财新 南华早报 高盛 摩根士丹利 摩根大通 花旗
    瑞银 野村 大和 中金 里昂 伯恩斯坦 集邦咨询 高德纳 白宫 五角大楼 国会 参议院 众议院 国务院
    外交部 商务部 财政部 国防部 司法部 工信部 工业和信息化部 国家发改委 发改委 科技部 海关总署
    市场监管总局 国家网信办 网信办 经济部 国安局 内政部 美国商务部 美国国会 中国商务部
    欧盟委员会 经济产业省 经产省 微软 谷歌 苹果 亚马逊 特斯拉 甲骨文 高通 博通 戴尔 惠普 联想
    联想集团 思科 超微电脑 英飞凌 恩智浦 意法半导体 德州仪器 安森美 应用材料 泛林 泛林集团 科磊
    东京电子 尼康 佳能 迪恩士 索尼 东芝 铠侠 瑞萨 瑞萨电子 联发科 联电 鸿海 富士康 广达 纬创
    日月光 力积电 世界先进 南亚科 环球晶 工研院 北方华创 中微公司 中微半导体 上海微电子 盛美上海
    拓荆科技 华虹 华虹半导体 晶合集成 通富微电 长电科技 兆易创新 海光信息 摩尔线程 壁仞科技 沐曦
    燧人 燧原科技 天数智芯 地平线 景嘉微 龙芯 紫光 紫光国微 闻泰科技 安世半导体 安世 小米 中兴
    中兴通讯 大疆 宁德时代 比亚迪 商汤 商汤科技 科大讯飞 旷视 旷视科技 百川智能 阶跃星辰 快手
    美团 京东 拼多多 网易 阿里云 腾讯云 百度云 浪潮 浪潮集团 浪潮信息 中科曙光 新华三 中国移动
    中国联通 中国电信 国家电网 中石油 三星电子 现代汽车 大众 丰田 本田 日产 铃木 福特 通用汽车
    博世 西门子 蔡司 通快 爱立信 诺基亚 国台办 中科院 社科院 清华大学 北京大学 复旦大学 美光科技
    """
)

#: Ends that are common words as well: the name before them is short and no adjective.
HAN_WEAK_ENDS = words(
    """
    科技 电子 半导体 微电子 光电 精密 汽车 电气 重工 时报 新闻 集团 学会 大学 学院 议会 法院
    办公室
    """
)
HAN_COMMON = words(
    """
    进口 出口 人工 国产 先进 战略 核心 关键 尖端 自主 全球 国内 国际 相关 信息 新兴 军民 敏感
    数字 生物 量子 现代 传统 本土 成熟 功率 化合物 第三代 车用 民用 军用 智能 美国 高科 芯片
    外国 海外 新型 高端 制造 有 整体 综合 初创 顶级 化学 大型 小型 知名 领先 头部 上市 跨国 外资
    软件 游戏 航空 科技 半导体 设备 电信 云计算 互联网 母 子 总 分 中国 日本 韩国 台湾 荷兰 德国
    """
)

#: How a Chinese organisation's name ends. The longer stands before the shorter.
HAN_ENDS = words(
    """
    有限责任公司 股份有限公司 有限公司 律师事务所 会计师事务所 事务所 委员会 研究院 研究所
    研究中心 研发中心 实验室 基金会 行业协会 协会 学会 商会 联盟 联合会 管理局 监管局 安全局
    统计局 调查局 情报局 问责局 总局 公司 集团 控股 科技 电子 半导体 微电子 光电 精密 证券 银行
    资本 基金 咨询 保险 信托 重工 商事 物产 大学 学院 日报 晚报 时报 新闻社 通讯社 电视台 汽车
    电气 公署 署 议会 法院 检察院 办公室
    """
)
