"""Names that are written differently from language to language or script to script.

Each line reads `id | Latin-script forms | Chinese forms (simplified)`, as in `deeds`. Names
that look the same everywhere need no line, and neither do the watchlist's topics: matching
has already made them one. Countries come from CLDR (see `places`); here stand their
adjectives, governments and short forms.
"""

PEOPLE = """
trump        | trump*, donald trump | 特朗普, 川普
biden        | biden, bidens | 拜登
xi jinping   | xi jinping, xi jinpings | 习近平
lutnick      | lutnick, howard lutnick | 卢特尼克
raimondo     | raimondo | 雷蒙多
bessent      | bessent | 贝森特
greer        | jamieson greer, greer | 格里尔
rubio        | rubio | 卢比奥, 鲁比奥
he lifeng    | he lifeng | 何立峰
wang wentao  | wang wentao | 王文涛
lip-bu tan   | lip-bu tan, lip bu tan | 陈立武
gelsinger    | gelsinger, pat gelsinger | 基辛格, 盖尔辛格
lisa su      | lisa su | 苏姿丰
cc wei       | c.c. wei, cc wei | 魏哲家
morris chang | morris chang | 张忠谋
altman       | altman, sam altman | 奥特曼, 阿尔特曼
musk         | musk, elon musk | 马斯克
nadella      | nadella | 纳德拉
zuckerberg   | zuckerberg | 扎克伯格
cook         | tim cook | 库克
son          | masayoshi son | 孙正义
ren zhengfei | ren zhengfei | 任正非
liang wenfeng | liang wenfeng | 梁文锋
meng wanzhou | meng wanzhou | 孟晚舟
powell       | jerome powell | 鲍威尔
vance        | jd vance, j.d. vance | 万斯
cotton       | tom cotton | 科顿
warren       | elizabeth warren | 沃伦
merz         | friedrich merz | 默茨
habeck       | habeck | 哈贝克
macron       | macron | 马克龙
starmer      | starmer | 斯塔默
"""

ORGANISATIONS = """
nexperia     | nexperia, nexperias | 安世半导体, 安世
wingtech     | wingtech | 闻泰科技, 闻泰
apple        | apple, apples | 苹果
google       | google, alphabet | 谷歌
microsoft    | microsoft | 微软
amazon       | amazon, aws | 亚马逊
meta         | meta platforms, meta, facebook | 脸书
tesla        | tesla | 特斯拉
oracle       | oracle | 甲骨文
ibm          | ibm | 国际商业机器
dell         | dell | 戴尔
lenovo       | lenovo | 联想集团, 联想
xiaomi       | xiaomi | 小米
oppo         | oppo |
zte          | zte | 中兴通讯
dji          | dji | 大疆
byd          | byd | 比亚迪
catl         | catl | 宁德时代
foxconn      | foxconn, hon hai | 富士康, 鸿海
qualcomm     | qualcomm | 高通
broadcom     | broadcom | 博通
arm          | arm holdings, softbank-tochter arm | 安谋
softbank     | softbank | 软银
mediatek     | mediatek | 联发科
umc          | umc, united microelectronics | 联电, 联华电子
globalfoundries | globalfoundries, global foundries | 格芯, 格罗方德
infineon     | infineon | 英飞凌
stmicro      | stmicroelectronics, stmicro | 意法半导体
nxp          | nxp | 恩智浦
bosch        | bosch | 博世
renesas      | renesas | 瑞萨
kioxia       | kioxia | 铠侠
western digital | western digital | 西部数据
sandisk      | sandisk | 闪迪
texas instruments | texas instruments | 德州仪器
marvell      | marvell | 美满电子, 迈威尔
analog devices | analog devices | 亚德诺
applied materials | applied materials | 应用材料
lam research | lam research | 泛林集团, 泛林
kla          | kla | 科磊
tokyo electron | tokyo electron | 东京电子
nikon        | nikon | 尼康
canon        | canon | 佳能
zeiss        | zeiss | 蔡司
synopsys     | synopsys | 新思科技
cadence      | cadence design* | 楷登电子
siemens      | siemens, siemens eda | 西门子
imec         | imec | 比利时微电子
naura        | naura | 北方华创
amec         | amec | 中微公司, 中微半导体
smee         | smee | 上海微电子
sicarrier    | sicarrier | 新凯来
hua hong     | hua hong, huahong | 华虹
inspur       | inspur | 浪潮
hygon        | hygon | 海光
sugon        | sugon | 中科曙光, 曙光
moore threads | moore threads | 摩尔线程
biren        | biren | 壁仞
metax        | metax | 沐曦
enflame      | enflame | 燧原
loongson     | loongson | 龙芯
phytium      | phytium | 飞腾
iflytek      | iflytek | 科大讯飞
sensetime    | sensetime | 商汤
hikvision    | hikvision | 海康威视
megvii       | megvii | 旷视
minimax      | minimax | 稀宇科技
meituan      | meituan | 美团
jd           | jd.com | 京东
manus        | manus, butterfly effect | 蝴蝶效应
super micro  | super micro, supermicro | 超微电脑, 美超微
ford         | ford motor, ford | 福特
general motors | general motors | 通用汽车
volkswagen   | volkswagen, vw | 大众汽车
bmw          | bmw | 宝马
mercedes     | mercedes-benz, mercedes, daimler | 奔驰, 梅赛德斯
toyota       | toyota | 丰田
honda        | honda | 本田
nissan       | nissan | 日产
sony         | sony | 索尼
lg           | lg electronics | 乐金
hitachi      | hitachi | 日立
globalwafers | globalwafers, global wafers | 环球晶圆
siltronic    | siltronic | 世创电子
wolfspeed    | wolfspeed | 狼速
anthropic    | anthropic, claude |
temasek      | temasek | 淡马锡
berkshire    | berkshire hathaway | 伯克希尔
blackrock    | blackrock | 贝莱德
"""

BODIES = """
white house     | white house, weißes haus, weiße haus, weißen haus, weißen hauses | 白宫
state department | state department, us-außenministerium | 美国国务院
pentagon        | pentagon | 五角大楼, 美国国防部
justice department | justice department, department of justice, doj, us-justizministerium |
    美国司法部, 司法部
treasury        | treasury department, us treasury, us-finanzministerium | 美国财政部, 财政部
ftc             | ftc, federal trade commission | 联邦贸易委员会
fcc             | fcc, federal communications commission | 联邦通信委员会
sec             | securities and exchange commission | 美国证券交易委员会, 美国证监会
supreme court   | supreme court, oberster gerichtshof, oberste gerichtshof | 最高法院
ndrc            | ndrc, national development and reform commission | 国家发改委, 发改委
miit            | miit, ministry of industry and information technology | 工信部, 工业和信息化部
samr            | samr, state administration for market regulation | 市场监管总局
foreign ministry | chinese foreign ministry, china's foreign ministry | 外交部
csrc            | csrc | 中国证监会
european commission | european commission, eu-kommission, europäische kommission, brussels,
    brüssel | 欧盟委员会, 欧委会
meti            | meti | 经济产业省, 经产省
wto             | wto, world trade organization | 世贸组织
nato            | nato | 北约
opec            | opec | 欧佩克
g7              | g7 | 七国集团
imf             | imf, iwf | 国际货币基金组织
congress        | us congress, us-kongress | 美国国会
"""

PLACES = """
US | u.s., usa, united states, american*, amerikan*, americas, washington, washingtons | 美方,
    美企, 美媒, 美政府, 美股, 对美, 中美, 美中, 华盛顿
CN | chinese*, chines*, beijing*, peking*, chinas, prc, china-*, *-china | 中方, 对华, 在华,
    中企, 中国大陆, 国产, 中美, 美中, 北京
NL | dutch, netherlands, niederländ*, the hague, den haag, holland | 荷方, 对荷, 荷政府, 海牙
DE | german, germany, germans, deutsch*, berlin, bundesregierung* | 德方, 对德, 柏林
JP | japanese, japanisch*, tokyo, tokio, japans | 日方, 对日, 日媒, 东京, 日企
KR | south korea*, korean, koreans, südkorea*, koreanisch*, seoul | 韩方, 对韩, 韩媒, 韩企, 首尔
TW | taiwanese, taiwans, taiwanes*, taipei, taiwanisch* | 台湾, 对台, 台媒, 台北
GB | uk, british, britain*, britisch*, großbritannien*, london | 英方, 对英, 英媒, 伦敦
FR | french, französisch*, paris | 法方, 巴黎
RU | russian*, russisch*, russlands, moscow, moskau | 俄方, 对俄, 莫斯科
IN | indian, indisch*, new delhi, indiens | 印方, 对印, 新德里
MY | malaysian*, malays* | 马方
SG | singapore's, singapur* |
AE | emirati, abu dhabi, dubai, uae, vae, emirate* | 阿联酋, 阿布扎比, 迪拜
SA | saudi*, riyadh, riad | 沙特
IL | israeli*, israels | 以方
VN | vietnamese | 越南
EU | eu, european union, europe, european*, europäisch*, europas, europa | 欧盟, 对欧, 欧洲, 欧方
UN | united nations, vereinte nationen | 联合国
"""

CITIES = """
shanghai | shanghai | 上海
shenzhen | shenzhen | 深圳
wuhan | wuhan | 武汉
hefei | hefei | 合肥
xian | xi'an, xian | 西安
chengdu | chengdu | 成都
guangzhou | guangzhou | 广州
hangzhou | hangzhou | 杭州
tianjin | tianjin | 天津
nanjing | nanjing | 南京
wuxi | wuxi | 无锡
suzhou | suzhou | 苏州
dongguan | dongguan | 东莞
hong kong | hong kong, hongkong | 香港, 港府
hsinchu | hsinchu | 新竹
tainan | tainan | 台南
kaohsiung | kaohsiung | 高雄
taichung | taichung | 台中
hualien | hualien | 花莲
kumamoto | kumamoto | 熊本
hokkaido | hokkaido | 北海道
hiroshima | hiroshima | 广岛
osaka | osaka | 大阪
pyeongtaek | pyeongtaek | 平泽
icheon | icheon | 利川
yongin | yongin | 龙仁
busan | busan | 釜山
gyeongju | gyeongju | 庆州
kuala lumpur | kuala lumpur | 吉隆坡
penang | penang | 槟城
johor | johor | 柔佛
mumbai | mumbai | 孟买
gujarat | gujarat | 古吉拉特
bengaluru | bengaluru, bangalore | 班加罗尔
dresden | dresden*, sachsen, saxony | 德累斯顿, 萨克森
magdeburg | magdeburg* | 马格德堡
munich | munich, münchen*, münchner | 慕尼黑
frankfurt | frankfurt | 法兰克福
saarland | saarland, ensdorf | 萨尔兰
eindhoven | eindhoven, veldhoven | 埃因霍温
leuven | leuven, löwen | 鲁汶
nijmegen | nijmegen | 奈梅亨
grenoble | grenoble, crolles | 格勒诺布尔
geneva | geneva, genf | 日内瓦
stockholm | stockholm | 斯德哥尔摩
madrid | madrid | 马德里
davos | davos | 达沃斯
wales | wales, newport wafer fab | 威尔士, 纽波特
arizona | arizona, phoenix | 亚利桑那, 凤凰城
texas | texas, houston, austin, taylor | 得克萨斯, 德州, 休斯敦, 休斯顿, 奥斯汀
ohio | ohio | 俄亥俄
oregon | oregon | 俄勒冈
idaho | idaho, boise | 爱达荷
new york | new york | 纽约
california | california, kalifornien, kalifornisch*, silicon valley, san francisco | 加州,
    加利福尼亚, 硅谷, 旧金山
florida | florida | 佛罗里达
kansas | kansas | 堪萨斯
"""

PERIODS = """
q1 | q1, first quarter, first-quarter, 1. quartal, erstes quartal, erste quartal, ersten quartal
    | 一季度, 第一季度, 首季
q2 | q2, second quarter, second-quarter, 2. quartal, zweites quartal, zweite quartal, zweiten
    quartal | 二季度, 第二季度, 次季
q3 | q3, third quarter, third-quarter, 3. quartal, drittes quartal, dritte quartal, dritten
    quartal | 三季度, 第三季度
q4 | q4, fourth quarter, fourth-quarter, 4. quartal, viertes quartal, vierte quartal, vierten
    quartal | 四季度, 第四季度, 第四财季, 末季
"""
