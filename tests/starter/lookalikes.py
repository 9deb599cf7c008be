"""Look-alikes that name what is watched, and aslant tellings that hardly do.

Consumer news, share notes, goods, arms, jobs, licences of software, forum posts: they hold the
words and belong in no digest. Title, teaser, whether a reader wants it.
"""

ENGLISH = [
    (
        "DeepSeek V3 with SGLang on eight H20: 40 tokens a second",
        "Settings, flags and a table of throughput for long prompts. The post ends with a "
        "patch to the scheduler.",
        False,
    ),
    (
        "Samsung workers end first full strike after wage deal",
        "The union at Samsung Electronics in South Korea accepted a raise of 5.1 percent. "
        "Production of memory chips at Hwaseong was not hit, the company said, though "
        "analysts had warned of supply trouble for DRAM and HBM used in Nvidia's AI servers. "
        "Rivals SK Hynix and Micron had offered higher bonuses. The government welcomed the "
        "deal.",
        False,
    ),
    (
        "Why your next phone will cost more",
        "Memory chips have doubled in price as Samsung, SK Hynix and Micron turn lines over "
        "to HBM for AI data centres. Chinese brands such as Xiaomi and Honor have raised "
        "prices; tariffs come on top in the United States. Counterpoint expects shipments to "
        "fall 2 percent next year and cheap models to lose cameras and storage.",
        False,
    ),
    (
        "Nvidia jumps as trade truce lifts chip stocks",
        "The Nasdaq gained 2 percent after Washington and Beijing agreed to talk. Micron and "
        "AMD rose too; one broker called the Blackwell cycle the biggest in tech history.",
        False,
    ),
    (
        "Huawei returns to overseas phone market with Pura 80",
        "The Chinese company, cut off from Google's services by US sanctions since 2019, "
        "launched its new handset in Dubai. It has a triple camera and a Kirin chip; there is "
        "no 5G label on the box. The phone costs 1,099 euros in Europe and will reach "
        "Malaysia and Mexico in July.",
        False,
    ),
    (
        "Release 0.9: GLM-4.5 support, faster prefix cache",
        "This version adds the Zhipu and Kimi models, fixes a hang on AMD MI300X and drops "
        "Python 3.8.",
        False,
    ),
    (
        "Texas bans DeepSeek and RedNote from government phones",
        "State workers may not install the Chinese apps on devices the state owns, the "
        "governor said, citing data privacy.",
        False,
    ),
    (
        "GlobalFoundries workers in Vermont back union",
        "The chipmaker took CHIPS Act money last year. Technicians ask for better shifts.",
        False,
    ),
    (
        "Project adds notice on export control to its README",
        "The maintainers of the crypto library ask users to check the law in their country "
        "before download. The release also fixes two memory leaks.",
        False,
    ),
    (
        "Ivory Coast suspends cocoa export licences of 20 firms",
        "The regulator said the exporters had failed to honour contracts with farmers.",
        False,
    ),
    (
        "Britain approves arms export licences worth billions for Gulf",
        "Ministers signed off missiles and radar parts for Saudi Arabia, figures from the "
        "export control unit show. Campaigners went to court over the licences; the "
        "government says each case is checked against strict criteria. Components for drones "
        "made up a tenth of the value.",
        False,
    ),
    (
        "China to require licences for exports of electric cars",
        "From January makers must apply to the commerce ministry for a permit, a step against "
        "price wars abroad.",
        False,
    ),
    (
        "Mate 80 launch: Huawei bets on its own Kirin chip again",
        "The phone goes on sale in China at 4,699 yuan with HarmonyOS 6. Preorders passed one "
        "million.",
        False,
    ),
    (
        "Kernel maintainers drop old driver for Huawei network chip",
        "Linux 6.19 removes code for the HiSilicon hns controller that nobody tests any more. "
        "The patch cuts 12,000 lines. Developers from China asked for one more release; the "
        "subsystem maintainer declined.",
        False,
    ),
    (
        "Huawei's watch now measures blood pressure",
        "The Chinese maker says the wearable, certified in Europe, uses a sensor chip of its "
        "own design. It costs 599 euros and ships in June.",
        False,
    ),
    (
        "DeepSeek's chatbot joins hospital wards in Shenzhen",
        "Doctors use the open-source model to draft notes and read scans. The hospital runs "
        "it on its own servers to protect patient data. A study found fewer errors, but "
        "nurses complain of extra clicks. The city wants all clinics to follow by 2027.",
        False,
    ),
    (
        "Anthropic and OpenAI back California's AI safety law",
        "Firms must report incidents with frontier models to the state. The White House wants "
        "a single federal rule.",
        False,
    ),
    (
        "Qwen3 in the browser: a short tutorial",
        "With WebGPU the small open-source model runs on a laptop. Install the package, load "
        "the weights, write a prompt.",
        False,
    ),
    (
        "Chinese carmaker opens its chip plant to visitors",
        "BYD shows how power semiconductors for its cars are made. The tour in Shenzhen is "
        "free on Sundays.",
        False,
    ),
    (
        "RTX 5090 prices climb as memory gets scarce",
        "Retailers in the US ask $3,500 for Nvidia's top gaming card. Micron and Samsung sell "
        "more DRAM to data centers, and gamers foot the bill.",
        False,
    ),
    (
        "OpenAI buys its way into chips: custom part due next year",
        "The company works with Broadcom on its own accelerator, made by TSMC, to cut its "
        "bill at Nvidia.",
        False,
    ),
    (
        "Three AI stocks to own for the next decade",
        "Nvidia, TSMC and ASML sell the picks and shovels. Tariffs and geopolitics are risks, "
        "but demand for accelerators keeps outrunning supply.",
        False,
    ),
    (
        "House panel wants to know who trained on what",
        "Lawmakers asked OpenAI and others whether Chinese labs copied their models by asking "
        "them millions of questions.",
        True,
    ),
    (
        "Jensen Huang goes to Beijing, hat in hand",
        "He hopes that customs will let the H200 in after weeks of silence.",
        True,
    ),
    (
        "Samsung and SK Hynix lose free pass for plants in China",
        "From January each tool sent to Xi'an or Wuxi needs a paper from Washington.",
        True,
    ),
    (
        "Moonshot's model beats rivals on old hardware",
        "The lab says Kimi was trained on processors bought before the door closed.",
        True,
    ),
    (
        "SMIC's five-nanometre line works, at a price",
        "Without the newest scanners the Shanghai foundry exposes each layer four times, "
        "analysts found.",
        True,
    ),
    (
        "Gulf waits for its processors",
        "The Emirates promised a campus of five gigawatts; the permits have yet to come from "
        "Washington.",
        True,
    ),
    (
        "Beijing sends inspectors to ports to look for American AI chips",
        "Customs teams check whether declared servers hide banned processors.",
        True,
    ),
    (
        "Washington asks for a look inside the box before servers leave",
        "Under a plan in the department's drawer, makers of AI processors would report where "
        "each one ends up for five years.",
        True,
    ),
    (
        "Dutch minister keeps hold on Nexperia",
        "Wafers no longer reach the Chinese plant, and carmakers fear the next stop.",
        True,
    ),
]

GERMAN = [
    (
        "Smartphones werden teurer: KI frisst Speicherchips",
        "Samsung, SK Hynix und Micron bauen lieber HBM für Rechenzentren als Bausteine für "
        "Handys. Xiaomi und Honor haben die Preise schon erhöht. Marktforscher erwarten, dass "
        "der Absatz in China und Europa sinkt. Vor 2027 sei keine Entspannung in Sicht.",
        False,
    ),
    (
        "ASML-Aktie nach Zahlen im Minus",
        "Der Auftragseingang des Lithografie-Konzerns enttäuschte, Analysten nennen das "
        "China-Geschäft als Risiko.",
        False,
    ),
    (
        "Huawei stellt neues Falt-Handy vor und meidet Google",
        "Der chinesische Konzern darf wegen der US-Sanktionen keine Google-Dienste nutzen und "
        "setzt auf das eigene System HarmonyOS. Das Gerät hat einen Kirin-Chip, drei Kameras "
        "und einen Akku mit 5600 Milliamperestunden. In Europa kostet es 1999 Euro.",
        False,
    ),
    (
        "Llama und Qwen lokal betreiben: Anleitung für Einsteiger",
        "Mit Ollama laufen offene Modelle auf dem Laptop. Wir zeigen, welche Grafikkarte von "
        "Nvidia oder AMD reicht.",
        False,
    ),
    (
        "China verlangt Lizenz für Export von E-Autos",
        "Das Handelsministerium in Peking will Schleuderpreise im Ausland verhindern.",
        False,
    ),
    (
        "Kryptominer aus China: Bitmain-Geräte im Test",
        "Der neue Antminer mit Chips aus der Fertigung von TSMC schürft leiser und braucht "
        "weniger Strom. Mit Zöllen kostet er in den USA ein Viertel mehr. Für Laien lohnt er "
        "nicht.",
        False,
    ),
    (
        "Hamburger Schulen testen KI-Tutor",
        "Der Senat stellt ein Programm bereit, das auf Modellen von OpenAI und Mistral läuft. "
        "Daten bleiben in Europa. Chinesische Angebote wie DeepSeek sind auf Dienstrechnern "
        "verboten. Die Gewerkschaft will mehr Fortbildung.",
        False,
    ),
    (
        "Rüstungsfirma wartet auf Ausfuhrgenehmigung für Saudi-Arabien",
        "Der Bundessicherheitsrat muss der Lieferung von Lenkflugkörpern zustimmen. Das Bafa "
        "hat den Antrag seit einem Jahr. Die Opposition verlangt strengere Exportregeln, die "
        "Gewerkschaft fürchtet um Stellen am Bodensee.",
        False,
    ),
    (
        "Nvidia-Aktie springt an: Handelsstreit entspannt sich",
        "Anleger hoffen auf gute Zahlen, auch AMD und Micron legen zu. Das Papier kostet so "
        "viel wie nie.",
        False,
    ),
    (
        "Alibaba und Tencent verschenken Geld für Chatbots",
        "Zum Neujahrsfest verteilen die chinesischen Konzerne Milliarden an Nutzer von Qwen "
        "und Yuanbao. Bytedance führt mit Doubao. Die Behörden mahnten fairen Wettbewerb an. "
        "Ob die Kunden bleiben, ist offen.",
        False,
    ),
    (
        "Rheinmetall wartet auf Genehmigung für Lieferung nach Kiew",
        "Das Bafa prüft den Export von Panzern. Die Ukraine drängt.",
        False,
    ),
    (
        "Kimi, GLM und Qwen: Diese Chatbots sind kostenlos",
        "Drei Alternativen zu ChatGPT, mit Tipps zum Einrichten.",
        False,
    ),
    (
        "Indonesien will Export von Bauxit nicht wieder erlauben",
        "Das Verbot bleibe, sagte der Präsident, die Hütten brauchten das Erz.",
        False,
    ),
    (
        "Indien verbietet Ausfuhr von Zwiebeln",
        "Bauern in Maharashtra protestieren gegen das Exportverbot.",
        False,
    ),
    (
        "Bundesregierung genehmigt Rüstungsexporte für zwölf Milliarden Euro",
        "Größter Empfänger war die Ukraine. Die Zahlen zu Ausfuhrgenehmigungen nannte das "
        "Wirtschaftsministerium auf Anfrage der Linken.",
        False,
    ),
    (
        "DeepSeek im Alltag: Taugt der Chatbot aus China?",
        "Wir ließen die KI Mails schreiben und Rezepte suchen. Gratis ist sie, aber bei "
        "Politik schweigt sie.",
        False,
    ),
    (
        "Berliner Datenschützerin will DeepSeek aus App-Stores werfen",
        "Die chinesische App übermittle Nutzerdaten nach China. Apple und Google prüfen die "
        "Meldung.",
        False,
    ),
    (
        "Wasserstreit um Chipfabrik: TSMC baut Leitung zur Elbe",
        "Die Gemeinden im Norden Dresdens fürchten um ihre Brunnen.",
        False,
    ),
    (
        "Österreich streitet über Waffenexporte nach Israel",
        "Die Grünen wollen einen Ausfuhrstopp, die ÖVP lehnt ihn ab.",
        False,
    ),
    (
        "Samsung vor Rekordgewinn dank teurer Speicherchips",
        "Der Konzern verdient an DRAM und HBM so viel wie nie. Handys werden dafür teurer.",
        False,
    ),
    (
        "Lieferstopp bei Medikamenten: Indien hält Antibiotika zurück",
        "Neu-Delhi beschränkt die Ausfuhr von Wirkstoffen. Apotheken in Deutschland rechnen "
        "mit Engpässen, der Minister will eine Reserve anlegen. Ein großer Teil der "
        "Vorprodukte kommt aus China.",
        False,
    ),
    (
        "Kinderfiebersaft wird knapp, Minister droht Großhändlern",
        "Der Export von Antibiotika soll verboten werden, solange Apotheken leer sind.",
        False,
    ),
    (
        "Gallium: Lager in Rotterdam fast leer",
        "Seit Peking die Lieferung an Rüstungsfirmen untersagt, hat sich der Preis verfünffacht.",
        True,
    ),
    (
        "Brüssel sucht Antwort auf Pekings Liste",
        "Firmen aus der Rüstung stehen auf einer Exportkontrollliste, die das "
        "Handelsministerium veröffentlichte.",
        True,
    ),
    (
        "Cambricon verdoppelt Produktion",
        "Die Pekinger Firma hofft auf Aufträge, die früher an Nvidia gingen.",
        True,
    ),
    (
        "Moonshot mietet Rechner in Malaysia",
        "Das Labor hinter Kimi weicht auf ausländische Rechenzentren aus, in denen gesperrte "
        "Prozessoren stehen.",
        True,
    ),
    (
        "Trump kassiert mit: AMD führt 15 Prozent ab",
        "Für jede Karte, die nach China geht, fließt Geld an das Finanzministerium.",
        True,
    ),
    (
        "Tarnfirma schickte Prozessoren über Dubai nach Moskau",
        "Die Bauteile aus Sachsen hätten Russland nie erreichen dürfen, sagt die "
        "Staatsanwaltschaft.",
        True,
    ),
    (
        "Zölle auf Halbleiter: Trump gibt Apple Aufschub",
        "Wer in den USA baut, zahlt nichts, sagte der Präsident.",
        True,
    ),
    (
        "Huawei zeigt Superrechner aus tausenden Ascend-Chips",
        "Der Konzern will damit Nvidias Systeme in China ersetzen.",
        True,
    ),
    (
        "SMIC baut weiter, trotz allem",
        "Der chinesische Fertiger kommt ohne EUV auf fünf Nanometer, die Ausbeute bleibt mager.",
        True,
    ),
]

CHINESE = [
    (
        "八卡H20部署DeepSeek-R1满血版实录",
        "从镜像、驱动到并行参数，一步步教你跑通，附吞吐测试表。",
        False,
    ),
    (
        "GitHub议题：昇腾NPU上加载Qwen权重报形状不匹配",
        "环境为openEuler，两张Atlas 300卡，转换脚本中途退出。",
        False,
    ),
    (
        "寒武纪股票还能买吗 三大理由看多",
        "机构把目标价上调到两千元，国产算力需求旺盛，散户热情高涨。",
        False,
    ),
    (
        "手机为什么要涨价",
        "三星、SK海力士和美光把产能转向AI数据中心用的HBM，手机内存价格翻倍。小米、"
        "荣耀已上调售价，机构预计明年全球出货量下滑2%，低端机型可能减配。业内人士称国产"
        "存储难以马上补位。",
        False,
    ),
    (
        "大学开设大模型课程 学生在昇腾平台做实验",
        "学校与华为共建实验室，学生学习训练和部署开源模型，成绩计入学分。老师说，课程重在动手。",
        False,
    ),
    (
        "三星工会与公司达成薪资协议 结束罢工",
        "韩国三星电子员工接受5.1%的加薪。公司称华城厂存储芯片生产未受影响，此前市场担"
        "心HBM和DRAM供应。竞争对手SK海力士的奖金更高，政府表示欢迎。",
        False,
    ),
    ("长鑫颗粒内存条卖爆 装机成本能降多少", "国产DDR5价格只有三星一半，我们实测了四款。", False),
    (
        "港股午评：恒指涨1% 阿里腾讯领涨 中芯国际回落",
        "科网股走强，AI概念活跃，南向资金净流入百亿。",
        False,
    ),
    ("多国限制公务手机使用DeepSeek", "捷克和意大利称担心数据隐私，普通用户不受影响。", False),
    (
        "深圳医院接入DeepSeek写病历",
        "医生用这款国产开源大模型起草病程记录、看片子，系统部署在院内服务器，保护患者隐私"
        "。研究显示差错减少，但护士抱怨多了步骤。全市医院明年将全面推广。",
        False,
    ),
    (
        "红包大战：腾讯阿里争抢AI用户",
        "春节前，元宝和千问拿出数十亿元现金，字节跳动的豆包以两亿日活领先。监管部门提醒平"
        "台公平竞争。分析人士怀疑用户能否留下来。",
        False,
    ),
    (
        "A股收评：芯片股领涨 寒武纪再创新高",
        "沪指涨1%，半导体板块掀涨停潮，成交额超两万亿元。",
        False,
    ),
    ("豆包手机助手被多款App限制登录", "微信、淘宝弹出风险提示，字节跳动回应称将调整功能。", False),
    (
        "中国对电动汽车出口实施许可证管理",
        "商务部说，企业须有授权方可申领，意在遏制海外低价竞争。",
        False,
    ),
    (
        "英国批准向海湾国家出口数十亿英镑武器",
        "出口管制部门的数据显示，获批许可包括导弹和雷达部件。人权团体就许可提起诉讼，政府"
        "称逐案审查、标准严格。无人机零部件占一成。",
        False,
    ),
    (
        "美股收盘：贸易休战提振 英伟达美光齐涨",
        "纳指涨2%，AMD创新高，券商称Blackwell周期才刚开始。",
        False,
    ),
    (
        "小米玄戒O2曝光：继续用台积电3纳米",
        "爆料称新处理器跑分追上骁龙，将用在平板和汽车上。国产手机自研芯片竞争激烈，OPP"
        "O曾解散团队。发布会或在九月举行。",
        False,
    ),
    ("台积电熊本厂周边大塞车", "居民每天堵一小时，县政府将拓宽道路。", False),
    (
        "小米自研芯片手机上手：性能够用，续航惊喜",
        "新机搭载3纳米国产自研处理器，由台积电代工。我们玩了两小时游戏，机身只是微热。",
        False,
    ),
    ("华为新款三折叠手机开售 门店排长队", "麒麟芯片与鸿蒙系统同步升级，起售价17999元。", False),
    (
        "英伟达市值突破5万亿美元 美股再创新高",
        "股价收涨4%，分析师纷纷上调目标价。黄仁勋称在手订单达五千亿美元。",
        False,
    ),
    ("泰国禁止出口活牛 牧民不满", "政府称疫情未除。", False),
    ("美众院追问：中国实验室是否蒸馏了美国模型", "OpenAI称对方用上百万次提问套取答案。", True),
    ("三星西安厂失去豁免 设备入厂须逐年报批", "华盛顿改为每年一批。", True),
    ("海关扣下H200 国内企业须说明理由", "知情人士说，买家要证明国产芯片不够用。", True),
    ("阿联酋园区等芯片 华盛顿迟迟不放行", "五吉瓦的项目只到了头一批机器。", True),
    ("百度分拆昆仑芯赴港上市", "国内云厂商被要求多用国产芯片。", True),
    ("特朗普：在美国建厂 芯片免税", "没建的，关税一倍。", True),
    ("给每颗芯片装上定位器？美议员提案", "卖方须在一天内报告芯片去向。", True),
    ("月之暗面：训练用的是禁令前囤的卡", "公司称新一代Kimi成本更低。", True),
    ("镓价五个月涨四倍", "对军工用户的出口禁令让鹿特丹仓库见底。", True),
]
