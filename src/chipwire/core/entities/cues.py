"""Words that stand beside names, and capitalised words that are none."""

import re

from chipwire.core.entities.lists import words

#: Titles, before or after which a person's name stands. German ones also end longer words.
TITLE = re.compile(
    r"(?i)^(?:president|minister|premier|chancellor|secretary|undersecretary|senator|sen\.?|rep\.?|representative|"
    r"congressman|congresswoman|governor|gov\.?|mayor|commissioner|ambassador|chair|chairman|chairwoman|"
    r"chief|executive|officer|ceo|cfo|cto|coo|director|manager|head|founder|co-founder|cofounder|partner|"
    r"analyst|economist|professor|prof\.?|dr\.?|mr\.?|mrs\.?|ms\.?|sir|lawyer|attorney|prosecutor|judge|"
    r"spokesman|spokeswoman|spokesperson|researcher|engineer|trader|adviser|advisor|author|reporter|general|"
    r"general\.?|admiral|king|sponsor|"
    r"herr|frau|kanzler(?:in)?|bundeskanzler(?:in)?|senator(?:in)?|abgeordnete[rn]?|kommissar(?:in)?|"
    r"analyst(?:in)?|anwalt|anwältin|rechtsanwalt|professor(?:in)?|gründer(?:in)?|vorstand|vorständin|"
    r"ingenieur(?:in)?|informatiker(?:in)?|ökonom(?:in)?|forscher(?:in)?|autor(?:in)?|bundesrat|bundesrätin|"
    r"ermittler(?:in)?|staatsanwalt|staatsanwältin|rechtsgelehrte[rn]?|vorsitzende[rn]?|\w*präsident(?:in|en)?|"
    r"\w*minister(?:in|s)?|\w*chef(?:in|s)?|\w*sprecher(?:in|s)?|\w*leiter(?:in|s)?|\w*sekretär(?:in|s)?|"
    r"\w*expert(?:e|in|en)?|\w*direktor(?:in|s)?|\w*forscher(?:in)?|\w*analyst(?:in|en)?|\w*beauftragte[rn]?|"
    r"\w*händler(?:in)?|\w*manager(?:in|s)?)$"
)

SPEECH = re.compile(
    r"(?i)^,?\s*(?:said|says|told|wrote|writes|warned|warns|added|argued|argues|expects|announced|repeated|admitted|"
    r"declined|explains|explained|noted|believes|disagrees|calls|called|wants|flies|spoke|"
    r"sagte?|erklärte?|teilte|nannte|nennt|sprach|spricht|warnte?|kündigte|fordert|forderte|betonte?|rechnet|"
    r"hält|sieht|schreibt|schrieb|meint|rät|begrüßte|zeigte|leitet|lobte|äußerte)\b"
)

#: Speech before a person: said Colette Kress.
SAID = words("said says added wrote told warned sagte sagt erklärte warnte betonte schrieb")

#: Words that stay small in title case.
SMALL = words(
    """
    a an the of to in on at for and or but nor by with from as is over into onto via per vs v amid
    than that after under upon up off out its it be if so yet are not
    """
)

#: What follows a person: an office, a firm, an age, a relative clause.
PLACE_IN_LIFE = re.compile(
    r"^(?:\s*,\s*(?:an?\s|the\s|its\s|who\b|head\b|chief\b|\d\d\b|der\s|die\s)|\s+(?:of|at|from|vom|von|beim?)\s+(?:der\s+|dem\s+)?[A-ZÄÖÜ])"
)

#: Capitalised words in mid-sentence English that are no names, or none of our four labels.
ENGLISH_PLAIN = words(
    """
    Later Earlier Soon Recently Still Perhaps Maybe Nearly Almost Around Nobody Everyone
    Others Another Officials Analysts Lawyers Investors Researchers Regulators Lawmakers Shares
    Sources People
    Companies Firms Critics Experts Prosecutors Executives Suppliers Exports Sales Former New
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December Christmas Easter Ramadan Thanksgiving I
    I'm I've I'll AI CEO CFO CTO COO GPU GPUs CPU CPUs HBM DRAM NAND EUV DUV EDA IP IT R&D GDP
    IPO PC PCs TV USB API SSD RAM NPU TPU FPGA SoC LLM LLMs ESG ETF Q1 Q2 Q3 Q4 H1 H2 FY Act
    Rule List Entity Section Chapter Article Internet Republican Republicans Democrat Democrats
    Democratic Christian Muslim American Americans Chinese Japanese Korean Koreans Taiwanese
    Dutch German Germans French British English Russian Russians Indian Israeli Iranian European
    Europeans Asian Western Eastern Middle Arab African Canadian Australian Mexican Spanish
    Italian Swedish Polish Ukrainian Vietnamese Malaysian Singaporean Emirati Saudi Turkish
    Pakistani Communist Party State Cold War Moore's Law Olympic Bluetooth Windows Android Linux
    Covid COVID-19 Earth Moon Mars God GMT UTC EST A An The This That These Those It He She They
    We You His Her Their Its Our My If In On At By For From To Of With Without And But Or Nor So
    Yet As Since While When Where Who What Why How After Before During Until Although Though
    Because Unless Both Each Every Some Any All Most Many Few Several Two Three Four Five Six
    Seven Eight Nine Ten Twelve Under Over About Between Among Not No Yes There Here Now Then
    Once Only Also Even Still Just Last Next First Second Third Finally However Meanwhile
    Instead Yesterday Today Tomorrow Speaking According Dual-Use Trade Framework Free Der Die
    Das Den Dem Des Ein Eine Einer Einem Auch Aber Und Im Am Beim Vom Zum Zur Bei Nach Mit Für
    Von Laut Seit Trotz Wegen Gegen Ohne Durch Unter Zwischen Firma
    OPINION Opinion Update UPDATE Exclusive EXCLUSIVE Breaking BREAKING Analysis Read More
    Image Photo Credit Source Figure Table Footnote Key Video
    """
)

#: Words in capitals that are no organisation, in any language.
NO_ACRONYM = words(
    """
    AI KI CEO CFO CTO COO GPU CPU HBM DRAM NAND EUV DUV EDA IP IT GDP BIP IPO PC TV USB API SSD
    RAM NPU TPU FPGA LLM ESG ETF US USA UK UAE EU VAE GMT UTC UHR CET EST OK II III IV VI SUV
    PKW LKW ICE LED OLED LCD VR AR XR GPS SMS PDF CO2 H2O DNA RNA ASIC SOC GAN SIC ML AGI RISC
    NEW THE AND FOR WITH NOT BUT CHIP CHIPS BAN FDPR EAR UFLPA MEU VEU NDAA R D Q1 Q2 Q3 Q4 FAQ
    TSV PCB HPC MW GW TWH KWH GB TB MB NM UV
    """
)

#: Two capitalised words of which one is among these are German nouns, not a person.
GERMAN_NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|tion|ment|tät|ismus|nis|tum|ling|chen|lein|ungen|heiten|keiten|ionen|euro|dollar|"
    r"prozent|jahr|jahre|jahren|monat|monate|monaten|woche|wochen|tag|tage|tagen|uhr|chip|chips|montag|dienstag|"
    r"mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|april|mai|juni|juli|august|september|"
    r"oktober|november|dezember|milliarden|millionen|ende|anfang|mitte)$",
    re.IGNORECASE,
)

# Simplifying turns 昇腾 into 升腾.
HAN_PRODUCT = re.compile(
    r"(?:升腾|麒麟|鲲鹏|思元|昆仑芯|含光|倚天|飞腾|龙芯|玄铁|曙光|文心|通义千问|混元|盘古|豆包|骁龙|天玑)"
    r"[ ]?[A-Za-z]?\d(?:[A-Za-z0-9]|\.\d)*|升腾|昆仑芯|通义千问|文心一言|豆包"
)

#: Chinese titles after which a name stands, simplified.
HAN_TITLE = words(
    """
    轮值董事长 副董事长 董事长 首席执行官 首席财务官 首席技术官 首席分析师 首席科学家
    首席经济学家 联席首席执行官 执行长 财务长 总裁 副总裁 总经理 总监 创始人 联合创始人 分析师
    经济学家 新闻发言人 发言人 女发言人 副部长 部长 副国务卿 国务卿 参议员 众议员 议员 立委 总统
    前总统 总理 首相 主席 副主席 主任 副主任 局长 副局长 院长 所长 校长 教授 研究员 专家 学者
    律师 合伙人 工程师 顾问 大使 特使 官员 记者 编辑 撰稿人 作者 市长 省长 州长 书记 老板 掌门人
    贸易代表 大臣 外相 外长 财长 防长 首席运营官
    部长官 长官 负责人 署长 处长 司长 检察官 法官 女士 先生 CEO CFO
    """
)

#: What a Chinese person does right after the name.
HAN_SPEECH = words(
    """
    表示 说 称 认为 指出 写道 预计 透露 强调 质疑 批评 反驳 坦言 回应 宣布 警告 补充 介绍 解释
    告诉 对记者 在 对 于 将 则 年初 此前 周 把 要求 提议 曾 也 率 将赴 访 出席 会见 抵达 呼吁
    承认 否认 直言 接受 分析 估计 会面 会谈 会晤 没有 未 拒绝 已 今天 今日 昨天 等 向
    致信 下令 签署 发布 推出 访问 和 与 及 、 ， 。 ： ； ） （ ！ ？
    """
)

#: Where a Chinese name can't go on to the left: what stands between it and the last word.
HAN_STOP = re.compile(
    r"[^\u4e00-\u9fffA-Za-z0-9]|[的了在与和及或对向由被把是为从到给让将等于称说据以其这那该每各两三多家所时后前起也都不就并使用含者即又只要需]"
    r"|以及|包括|其中|表示|宣布|要求|约谈|起诉|指控|来自|采用|根据|按照|通过|联合|供应|购买|收购|投资|成立|认为|列入|旗下|子公司|美国的|创始|公布|报道|担任|任职"
)
