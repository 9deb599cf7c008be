"""What is done, and to what: one canonical word for three languages.

Each line reads `id weight | Latin-script forms | Chinese forms (simplified)`. A star stands
for the rest of a word, so that inflections and German compounds need one entry. A form that
holds another wins (上市公司 is no listing); the id `-` only hides what it covers. Weights
are judgements: how much a shared deed says that two reports tell one event.
"""

DEEDS = """
-             0   | banking, banks, bank, band, bandwidth, urban*, user*, used, uses,
    us-handelsministerium, fined-tuned, fine-tun*, worth it, worth the | 上市公司, 公司债, 公布,
    国务院, 首席执行官, 营业利润率
ban           1.4 | ban, bans, banned, banning, bars, barred, barring, blocks, blocked,
    blocking, block, prohibit*, forbid*, forbad*, outlaw*, verbiet*, verbot*, *verbot, *verbots,
    untersagt*, untersagen, bann, *bann, blockier*, verweiger*, stoppt, stoppen, *stopp, halts,
    halted, halt, stops, stopped | 禁止, 禁令, 封禁, 禁售, 禁用, 叫停, 阻止, 否决, 停止, 停售,
    拒绝
restrict      1.0 | curb, curbs, curbing, restrict*, limit, limits, limiting, tighten*,
    crackdown, clamp*, clampdown, beschraenk*, beschränk*, verschaerf*, verschärf*,
    einschraenk*, einschränk*, begrenz* | 限制, 收紧, 加强管制, 管控, 打压
allow         1.4 | allow, allows, allowed, allowing, permit, permits, permitted, approve,
    approves, approved, approval, green light, greenlight*, clear, clears, cleared, authoriz*,
    authoris*, can sell, let, lets, erlaub*, genehmig*, *genehmigung, zulass*, freigabe, darf,
    duerfen, dürfen, grünes licht | 允许, 批准, 获批, 放行, 许可, 准许, 同意, 授权
ease          1.3 | ease, eases, eased, easing, relax*, loosen*, lift, lifts, lifted, lifting,
    rollback, roll back, rolls back, rescind*, repeal*, revoke, revokes, revoked, scrap, scraps,
    scrapped, scrapping, aufheb*, aufgehoben, lockert, lockern, *lockerung, gelockert,
    zurücknehm*, zurückgenommen | 放宽, 放松, 取消, 解除, 撤销, 废除
suspend       1.5 | suspend*, pause, pauses, paused, halt, freeze, freezes, frozen, aussetz*,
    ausgesetzt, pausier*, einfrier* | 暂停, 中止, 冻结, 暂缓
delay         1.4 | delay*, postpone*, push back, pushes back, pushed back, verschieb*,
    verschob*, verzöger*, vertag* | 推迟, 延期, 延后, 延迟, 延缓, 跳票
fine          1.6 | fine, fines, fined, penalty, penalties, penaliz*, penalis*, strafe, strafen,
    geldstrafe*, busse, bußgeld*, *strafe, geldbusse*, geldbuße* | 罚款, 处罚, 被罚, 罚金, 重罚
probe         1.4 | probe, probes, probing, investigat*, inquiry, inquiries, scrutin*, examin*,
    ermittel*, ermittlung*, untersuch*, *untersuchung, *ermittlung, prüft, prüfen, *prüfung,
    überprüf*, security review, cybersecurity review | 调查, 审查, 立案, 彻查, 核查
summon        1.7 | summon*, subpoena*, vorgeladen, vorlad*, einbestell*, zitiert | 约谈, 传唤,
    召见
sue           1.6 | sue, sues, sued, suing, lawsuit*, klagt, verklag*, klage, *klage, klagen |
    起诉, 诉讼, 状告, 控告
charge        1.6 | charged, charges, indict*, accuse*, arrest*, pleads guilty, pleaded guilty,
    prosecut*, angeklag*, anklag*, anklage*, verhaft*, festgenommen, festnahm*, staatsanwalt* |
    指控, 逮捕, 被捕, 检方, 认罪, 公诉
ruling        1.3 | court, courts, judge, judges, ruling, verdict, appeal*, gericht, gerichts*,
    richter*, urteil*, *gericht | 法院, 法庭, 裁决, 判决, 法官
smuggle       1.6 | smuggl*, black market, schmugg*, geschmugg*, schwarzmarkt* | 走私, 黑市, 偷运
blacklist     1.4 | blacklist*, entity list, export blacklist, schwarze* liste, entity-liste,
    schwarzer liste, schwarzen liste, sanktionsliste | 实体清单, 黑名单
sanction      1.2 | sanction*, sanktion*, embargo | 制裁
tariff        1.5 | tariff*, duties, customs duty, levy, levies, zoll, zölle, zöllen, *zoll,
    *zölle, *zöllen, strafzöll* | 关税
retaliate     1.3 | retaliat*, counter*, hit back, hits back, vergelt*, gegenmaßnahm*,
    gegenzoll, gegenzölle, revanch* | 反制, 报复, 反击
export        0.6 | export, exports, exported, exporting, *export, *exporte, *exporten,
    ausfuhr*, exportier*, export* | 出口
control       0.6 | controls, kontrolle, kontrollen, *kontrolle, *kontrollen | 管制, 管控
takeover      1.5 | takes control, take control, took control, seize*, seizing, seizure,
    nationali*, enteign*, verstaatlich*, übernimmt die kontrolle, kontrolle über, control of |
    接管, 控制权, 没收, 冻结资产
return        1.1 | returns, hands back, hand back, gives back, zurückgeb*, zurück | 归还, 交还,
    返还
acquire       1.5 | acquire*, acquiring, acquisition*, buy, buys, buying, bought, takeover,
    merger, merge*, purchase*, kauft, kaufen, kauf, gekauft, übernahm*, übernehm*, übernimmt,
    erwirbt, erwerb*, verkauf an, fusion* | 收购, 并购, 买下, 合并, 购买, 买入
sell          0.9 | sell, sells, selling, sale, sales, sold, divest*, verkauf*, verkäuf*,
    *verkauf, absatz | 出售, 销售, 售卖, 对华出售, 剥离, 卖给
invest        1.4 | invest*, funding, pours, milliardeninvest*, investier*, *investition,
    finanzier*, *finanzierung, financing, fundrais* | 投资, 注资, 融资, 投入, 入股
stake         1.6 | stake, stakes, shareholding, equity, beteilig*, anteil, anteile, *anteil,
    *beteiligung, *aktien, shares in, buys shares, einstieg, einsteig* | 股份, 入股, 持股, 股权,
    参股
subsidy       1.5 | subsid*, grant, grants, chips act, subvention*, *subvention, *subventionen,
    fördergeld*, förderung*, *förderung, zuschuss, zuschüsse | 补贴, 补助, 资助
deal          0.9 | deal, deals, agree, agrees, agreed, agreement, pact, contract, sign, signs,
    signed, vertrag*, *vertrag, abkommen, vereinbar*, einig, einigen, einigung, *vereinbarung,
    unterzeichn* | 协议, 签署, 达成, 合同, 签约, 磋商共识
talks         1.0 | talks, negotiat*, in talks, discuss*, verhandl*, *verhandlung,
    *verhandlungen, gespräch*, gespraech* | 谈判, 磋商, 洽谈, 会谈, 商谈
visit         1.2 | visit, visits, visited, visiting, trip, travels to, besuch*, reist, *reise |
    访问, 访华, 到访, 出访, 来华
partner       1.0 | partner, partners, partnership*, joint venture, jv, team up, teams up, join
    forces, alliance, partnerschaft*, gemeinschaftsunternehmen, kooper*, allianz, zusammenarbeit
    | 合作, 合资, 联手, 伙伴, 联盟
results       1.6 | results, earnings, revenue*, profit*, net income, quarterly, fiscal quarter,
    first quarter, second quarter, third quarter, fourth quarter, q1, q2, q3, q4, umsatz,
    umsätze, gewinn, gewinne, quartalszahl*, *umsatz, *gewinn, quartal*, geschäftszahl*,
    jahreszahl*, *quartal, bilanz | 财报, 营收, 净利润, 业绩, 季报, 年报, 利润, 销售收入,
    净销售额, 营业收入, 毛利率, 一季度, 二季度, 三季度, 四季度, 第一季度, 第二季度, 第三季度,
    第四季度, 上半年
forecast      1.0 | forecast*, guidance, outlook, expects, projects, prognos*, erwartet,
    *prognose, ausblick | 预计, 预期, 指引, 展望, 预测
market value  1.5 | market value, market cap, market capitali*, worth, valuation, valued at,
    most valuable company, börsenwert*, marktwert*, marktkapitalis*, wertvollst* | 市值, 估值
stock         0.9 | stock, stocks, share price, shares, aktie, aktien, börse, *aktie, kurs,
    kurse, kurssturz | 股价, 股票, 股市
surge         0.9 | surge*, soar*, jump*, rally, rallies, rise, rises, rose, climbs, record
    high, steig*, springt, rekordhoch, *sprung, klettert | 大涨, 暴涨, 飙升, 收涨, 上涨, 涨超,
    新高, 涨停
plunge        1.0 | plunge*, slump*, tumble*, drop, drops, dropped, fall, falls, fell, sink*,
    plummet*, selloff, sell-off, stürz*, einbruch, verlust*, verliert, fällt, absturz | 大跌,
    暴跌, 下跌, 跌超, 重挫, 缩水, 亏损, 跌停
listing       1.6 | ipo, ipos, listing, debut, goes public, going public, börsengang*, listed
    on, flotation, an die börse | 上市, 招股, 招股书, 招股说明书, 科创板, 登陆, 首发, 过会
subscription  1.2 | subscription, allotment, lottery | 中签, 申购, 配售
launch        1.1 | launch*, unveil*, introduc*, reveal*, release*, debuts, announces new,
    vorgestellt, vorstell*, präsentier*, veröffentlich*, enthüll*, neues modell den markt |
    发布, 推出, 亮相, 问世, 上线, 揭晓, 开源
develop       0.7 | develop*, building, built, builds, build, baut, bauen, entwickel*, bau,
    gebaut | 开发, 研发, 打造, 建设, 建造, 研制, 自研
prototype     1.6 | prototype*, prototyp* | 原型, 样机
production    0.9 | production, produce*, producing, manufactur*, mass produc*, output,
    produktion*, fertig*, produzier*, herstell*, *produktion, *fertigung, massenproduktion |
    生产, 量产, 制造, 产能, 投产, 产量
cut           1.0 | cut, cuts, cutting, reduc*, slash*, lower, lowers, trim*, kürz*, senk*,
    reduzier*, drosse*, streich* | 削减, 减产, 下调, 缩减, 减少, 降低, 裁减
raise         0.8 | raise, raises, raised, raising, hike*, increase*, lifts prices, erhöh*,
    anheb*, preiserhöhung* | 上调, 提高, 涨价, 加征, 提价, 上涨
layoff        1.6 | layoff*, lay off, lays off, laid off, job cuts, cuts jobs, entlass*,
    stellenabbau*, stellenstreich*, jobabbau | 裁员
strike        1.7 | strike, strikes, walkout*, streik*, *streik, union, gewerkschaft* | 罢工, 工会
shortage      1.3 | shortage*, scarc*, crunch, supply crisis, knapp, knappheit*, *knappheit,
    *mangel, engpass*, engpäss*, lieferengp* | 短缺, 缺货, 紧缺, 断供, 供应紧张, 缺芯
price         0.9 | price, prices, pricing, cost, costs, costing, expensive, preis, preise,
    preisen, *preis, *preise, teurer, kosten | 价格, 售价, 定价, 成本, 涨价, 降价
order         0.8 | orders, ordered, bestell*, auftrag, aufträge, *auftrag | 订单, 下单, 订购
ship          0.9 | ship, ships, shipment*, shipping, deliver*, supply, supplies, supplying,
    liefer*, *lieferung, *lieferungen | 出货, 发货, 交付, 供货, 供应, 运送
factory       1.1 | fab, fabs, factory, factories, plant, plants, foundry, fabrik*, *fabrik,
    *fabriken, *werk, chipwerk*, halbleiterwerk*, standort | 工厂, 晶圆厂, 建厂, 芯片厂, 厂房
data centre   1.1 | data center*, data centre*, datacenter*, rechenzentr* | 数据中心, 算力中心,
    智算中心
resign        1.6 | resign*, step down, steps down, quits, rücktritt*, zurücktret*, abgang |
    辞职, 卸任, 下台, 离职, 请辞
appoint       1.4 | appoint* ceo, new ceo, nominat*, ernenn*, ernannt, nachfolg*, neuer chef,
    successor | 任命, 出任, 接任, 担任, 提名, 继任
ceo           0.5 | ceo, chief executive, boss, chef, vorstandschef, konzernchef* | 首席执行官,
    掌门人, 总裁
says          0.2 | says, said, say, tells, warns, warn, warned, claims, sagt, sagte, warnt,
    warnen, behaupt*, *warnung | 表示, 称, 警告, 回应, 发声, 认为
deny          1.3 | denied, deny, denies, reject*, refut*, dement*, zurückweis*, bestreit*,
    ablehn* | 否认, 辟谣, 驳斥, 不实
oppose        1.2 | oppos*, protest*, criticis*, criticiz*, condemn*, kritisier*, kritik,
    verurteil* | 反对, 抗议, 谴责, 不满
urge          0.7 | urge*, call for, calls for, calling for, demand*, press, appell*, forder*,
    drängt | 呼吁, 要求, 敦促, 督促
bill          1.4 | senat*, ausschuss*, repräsentantenhaus*, capitol hill, bill, bills,
    legislation, lawmaker*, senator*, senate, congress*, house committee, gesetz*, *gesetz,
    gesetzentwurf, kongress*, senat, abgeordnet* | 法案, 议员, 参议员, 众议院, 参议院, 国会,
    立法, 草案
rule          0.9 | rule, rules, regulation*, regel, regeln, *regel, *regeln, vorschrift*,
    verordnung*, *verordnung, regulier* | 规则, 规定, 条例, 新规, 办法, 法规
affiliates    1.8 | affiliate*, 50% rule, 50 percent rule, subsidiar*, fifty percent,
    tochterfirm*, tochterunternehm*, tochtergesell* | 穿透性规则, 关联企业, 子公司, 穿透规则
licence       1.2 | licence*, license*, licens*, lizenz*, *lizenz, *lizenzen, exportlizenz*,
    ausfuhrgenehmigung* | 许可证, 许可, 牌照
executive act 1.1 | executive order*, order, decree*, dekret*, anordn*, *anordnung, erlass,
    verfügung* | 行政令, 行政命令, 总统令, 部长令
location      1.6 | location track*, location verif*, tracking, track, geotrack*, trackers,
    standortverfolg*, ortung*, nachverfolg*, standortdaten, standortprüf* | 追踪, 定位,
    位置验证, 跟踪
backdoor      1.7 | hintertur*, backdoor*, back door*, kill switch*, hintertür*, notausschalt*,
    spyware | 后门, 漏洞后门, 终止开关
security      0.8 | security, cybersecurity, national security, sicherheit*, *sicherheit,
    cybersicherheit* | 安全, 网络安全, 国家安全
infrastructure 1.2 | critical infrastructure, key infrastructure, kritische infrastruktur,
    kritischer infrastruktur, kritis | 关键信息基础设施, 关键基础设施
hack          1.3 | hack, hacks, hacked, hacker*, breach*, cyberattack*, cyber attack*,
    angriff*, cyberangriff*, leak, leaked, leaks, datenleck* | 黑客, 攻击, 泄露, 入侵, 泄密
steal         1.5 | steal*, theft, stole, stolen, espionage, spy*, trade secret*, gestohlen,
    diebstahl*, spionage*, spion* | 窃取, 盗窃, 间谍, 窃密, 商业机密
bypass        1.5 | circumvent*, evad*, evasion, sidestep*, bypass*, workaround*, loophole*,
    umgeh*, schlupfloch*, schlupflöch*, get around, gets around, skirt* | 规避, 绕过, 绕开, 漏洞
revenue share 1.6 | revenue share, share of revenue, percent of revenue, revenue cut, % cut, us
    cut, umsatzbeteiligung, % of china, umsatzanteil | 上缴, 分成, 抽成, 收入分成
discontinue   1.3 | discontinue*, to stop selling, stop selling, gibt auf, ausstieg*, exits,
    stops selling, eingestellt, einstell*, end of sale, cease* | 停产, 停止销售, 下架, 退出
special model 1.3 | china version, china-specific, china variant*, for china, für china,
    china-variante*, cut-down, downgrad*, watered-down, abgespeckt* | 特供, 中国版, 中国特供,
    专供, 阉割版
domestic      1.0 | homegrown, home-grown, domestic, self-sufficien*, self-relian*, indigenous,
    heimisch*, eigenentwick*, autark* | 国产, 自主, 自给, 本土, 国产化
rival         0.8 | rival*, compet*, challeng*, catch up, catches up, rivalis*, konkurr*,
    wettbewerb*, wettlauf | 竞争, 对手, 抗衡, 追赶, 挑战
win           0.9 | win, wins, winning, won, gewinnt, gewinnen, siegt | 赢得, 赢, 获胜, 胜出
race          1.0 | ai race, race, rennen, ki-rennen, wettrennen | 竞赛, 赛跑, 角逐
open source   1.1 | open source, open-source, open weight*, open model* | 开源
censor        1.6 | censor*, zensur*, zensier* | 审查机制, 言论审查
train         0.9 | train, trained, training, trainiert, trainieren | 训练
distil        1.6 | distill*, distil, destillation* | 蒸馏
benchmark     0.9 | benchmark*, outperform*, beats, schlägt, übertrifft, leistungstest* | 跑分,
    超越, 超过, 领先, 反超
phone         1.0 | smartphone*, phone, phones, handy*, handys | 手机
laptop        0.9 | laptop*, notebook*, pc, pcs | 笔记本, 电脑
car           0.9 | car, cars, carmaker*, auto, autos, automotive, automaker*, automobil*,
    autobau*, autoindustr*, autoherst*, autozulief*, vw, fahrzeug* | 汽车, 车企, 车用, 车厂
memory        0.8 | memory, dram, nand, speicher*, *speicher, arbeitsspeicher* | 内存, 存储,
    存储器, 闪存
graphics      0.6 | gpu, gpus, graphics card*, grafikkart*, grafikprozessor* | 显卡, 图形处理器
wafer         0.9 | wafer, wafers, silicon wafer* | 晶圆, 硅片
chip          0.15 | chip, chips, chip-*, chipmak*, chip mak*, chipherst*, semiconductor*,
    halbleiter*, *chip, *chips, chipindustr*, mikrochip* | 芯片, 半导体
ai            0.1 | ai, a.i., artificial intelligence, ki, künstliche intelligenz, künstlicher
    intelligenz, ki-* | 人工智能
government    0.3 | government*, administration, regierung*, ministry, ministries, minister,
    minister*, *ministerium, *minister, *regierung | 政府, 内阁
company       0.1 | company, companies, firm, firms, konzern*, unternehmen*, firma, firmen,
    *konzern | 公司, 企业, 集团, 厂商
president     0.3 | president*, präsident* | 总统
billions      0.5 | billions, multibillion, milliarden*, milliardenschwer* | 数十亿, 数百亿,
    千亿, 百亿
first         0.5 | first, world's first, first-ever, erste, erster, erstes, erstmals, erstmal*
    | 首家, 首次, 首个, 全球首, 率先, 首款, 首超
largest       0.6 | largest, biggest, größt*, record, rekord* | 最大, 最高, 创纪录, 纪录
partnership with state 1.2 | state-backed, state-owned, staatlich*, staatskonzern* | 国资, 国有,
    国家大基金, 大基金
spend         1.0 | spend*, capex, capital expenditure*, ausgaben, ausgibt | 支出, 资本开支, 花费
power         0.9 | electricity, power plant*, nuclear, energy, strom, stromverbrauch, energie*,
    kernkraft*, atomkraft* | 电力, 核电, 能源, 用电
research      0.6 | research*, scientist*, study, forsch*, wissenschaft*, studie | 研究, 科学家,
    科研
university    1.2 | universit*, hochschul* | 大学, 高校
military      1.2 | military, army, pentagon, defence, defense, militär*, armee, verteidigung* |
    军方, 军事, 国防, 解放军, 五角大楼
trade         0.7 | trade war, trade deal, trade truce, trade talks, trade, handelskrieg*,
    handels*, handelsstreit | 贸易战, 贸易, 经贸
summit        1.3 | summit, meets, meeting, meet, gipfel*, treffen, trifft | 会晤, 峰会, 会面,
    元首
rare earth    1.0 | rare earth*, gallium, germanium, antimony, antimon, tungsten, graphite,
    seltene erden, seltener erden, seltenen erden, wolfram | 稀土, 镓, 锗, 锑, 钨, 石墨,
    关键矿产
equipment     0.9 | lithograph*, lithograf*, euv, duv, chipmaking tool*, chipmaking equipment,
    chip-making equipment, belichtungsmaschin* | 光刻机, 光刻, 半导体设备
fire          1.4 | fire, blaze, brand, feuer | 火灾, 起火, 失火
quake         1.4 | earthquake*, quake*, erdbeben* | 地震
outage        1.3 | outage*, down for, ausfall, ausfälle, blackout | 宕机, 停电, 故障
tax           1.1 | tax, taxes, tax break*, steuer, steuern, steuer* | 税收, 退税, 减税, 税务,
    免税
antitrust     1.7 | antitrust, monopoly, cartel, kartell*, monopol* | 反垄断, 垄断
dumping       1.7 | anti-dumping, antidumping, dumping | 反倾销, 倾销
list exempt   1.4 | exempt*, waiver*, ausnahme*, carve-out* | 豁免, 排除, 例外
guarantee     1.4 | guarantee*, garant*, bürgschaft* | 担保, 保证
cloud         1.0 | cloud, cloud-*, cloudanbieter* | 云, 云计算, 云企业, 云服务
hire          1.2 | hire, hires, hiring, poach*, talent*, abwerb*, engineers, ex-employees,
    former employees, anwerb* | 招聘, 挖角, 人才, 前员工, 工程师
"""
