"""Given names and family names that tell a person from a place or a firm. Our own choice."""

from chipwire.core.entities.lists import words

GIVEN = words(
    """
    Aaron Adam Adrian Alan Albert Alex Alexander Alexandra Alice Alison Amanda Amy Ana Andrea
    Andreas Andrew Andy Angela Anja Anke Ann Anna Anne Annelies Anette Annette Anthony Anton
    Antonio Antony Armin Arthur Axel Barbara Barack Bastian Ben Benjamin Bernd Bernhard Bettina
    Bill Birgit Bob Boris Brad Brendan Brian Bruce Bruno Carl Carla Carlos Carol Caroline
    Catherine Cecilia Charles Charlotte Chris Christian Christiane Christina Christine Christoph
    Christophe Christopher Chuck Claire Claudia Clara Clemens Colin Cornelia Craig Daniel
    Daniela Dana Dave David Deborah Denis Dennis Detlef Diana Dieter Dirk Dmitri Don Donald
    Dorothea Doug Douglas Ed Eduard Edward Eike Elena Elisabeth Elizabeth Elke Ellen Elon Emily
    Emma Emmanuel Eric Erich Erik Erika Ernst Eva Evan Fabian Felix Florian Frank Franz Fred
    Frederik Friedrich Fritz Gabriele Gary Geoffrey Georg George Gerald Gerd Gerhard Gina Gisela
    Giulia Gordon Grace Graham Greg Gregor Gregory Günter Günther Hannah Hanna Hannes Hans
    Harald Harry Heike Heiko Heinrich Heinz Heidi Helen Helena Helga Helmut Henning Henrik Henry
    Herbert Hermann Hildegard Holger Horst Howard Hubert Hugo Ian Igor Ina Ines Ingo Ingrid Inge
    Irene Iris Isabel Isabelle Ivan Jack Jacob Jake Jakob James Jamie Jan Jana Jane Janet Jannik
    Jared Jason Javier Jay Jean Jeff Jeffrey Jens Jensen Jeremy Jerome Jessica Jim Joachim Joan
    Joe Johan Johann Johanna Johannes John Jon Jonas Jonathan Jörg Jose José Josef Joseph Josh
    Joshua Juan Judith Julia Julian Juliane Julie Jürgen Justin Kai Kaja Karen Karin Karl Karla
    Karsten Katharina Kathrin Kate Katherine Kathleen Kathy Katja Katrin Keiko Keith Ken Kenji
    Kenneth Kerstin Kevin Kim Kirsten Klaus Klara Konrad Kristin Kurt Lars Laura Lauren Laurent
    Lea Lena Leo Leon Leonie Lin Linda Lindsay Lip-Bu Lisa Liz Lothar Louis Louise Luca Lucas
    Lucie Lucy Luis Luisa Lukas Lutz Magdalena Maja Manfred Manuel Manuela Marc Marco Marcus
    Margaret Margarete Maria Marie Marion Mario Marius Mark Markus Marlene Maro Martha Martin
    Martina Mary Mathias Matt Matteo Matthew Matthias Max Maximilian Megan Melanie Michael
    Michaela Michel Michelle Miguel Mike Mikhail Miriam Mohammed Mohamed Monica Monika Moritz
    Nadine Nadja Nancy Narendra Natalie Neil Nick Nicola Nicolas Nicole Niels Nikolaus Nils Nina
    Nora Norbert Norman Olaf Oleh Oleg Oliver Olivia Oskar Otto Pamela Pascal Pat Patricia
    Patrick Patrizia Paul Paula Pavel Pedro Peggy Penny Pete Peter Petra Phil Philip Philipp
    Pierre Rachel Rafael Rainer Ralf Ralph Ravi Ray Rebecca Regina Regula Reiner Reinhard Renate
    René Ricardo Richard Rick Rob Robert Roberto Robin Roger Roland Rolf Roman Ron Ronald Rosa
    Ross Roy Rudolf Ruth Ryan Sabine Sally Sam Samantha Samuel Sandra Sanjay Sara Sarah Satya
    Scott Sean Sebastian Sergei Sergey Sharon Sheila Sigrid Silke Silvia Simon Simone Sofia
    Sonja Sophia Sophie Stefan Stefanie Steffen Stella Stephan Stephanie Stephen Steve Steven
    Stuart Sundar Susan Susanne Susi Sven Svenja Sylvia Tanja Tara Ted Teresa Thea Theo Theresa
    Thierry Thilo Thomas Thorsten Till Tim Timo Tina Tobias Todd Tom Toni Tony Torsten Tracy Udo
    Ulf Ulrich Ulrike Ursula Ute Uwe Valentin Vanessa Vera Verena Veronika Victor Viktor
    Viktoria Vincent Vladimir Volker Walter Warren Wendy Werner Wiebke Wilhelm Will William Wolf
    Wolfgang Xavier Yann Yasmin Yuki Yusuf Zoe Gavin Liang Akira Hiroshi Takeshi Naoko Kazuo
    Priya Anil Rajesh Rahul Arjun Ashwini Deepak Vikram Ahmed Ali Omar Hassan Fatima Leila
    Mehmet Ayşe Recep Colette Dario Morris Toshiki Hideki Jochen Lip-Bu Satya Sundar Demis Dylan
    Mustafa Vivek Marco Maroš Keyu Mira Ilya Sanjay Pat Lisa Sam Tengku Hock
    """
)

#: People of politics and business whom news calls by their family name alone.
WELL_KNOWN = words(
    """
    Trump Biden Xi Putin Merz Scholz Macron Starmer Modi Musk Altman Lutnick Raimondo Bessent
    Rubio Vance Hegseth Navarro Greer Huang Zuckerberg Bezos Nadella Pichai Zelensky Zelenskyy
    Selenskyj Netanyahu Erdogan Kishida Ishiba Takaichi Habeck Baerbock Reiche Klingbeil Schumer
    Cruz Hawley Moolenaar Krishnamoorthi Cotton Kessler Fouquet Harris Obama
    """
)

#: The same in simplified Chinese, and Chinese people known to every reader.
HAN_WELL_KNOWN = words(
    """
    特朗普 川普 拜登 习近平 李强 王毅 何立峰 王文涛 丁薛祥 普京 泽连斯基 马克龙 默茨 朔尔茨
    冯德莱恩 莫迪 石破茂 高市早苗 李在明 赖清德 卢特尼克 卢特尼 雷蒙多 贝森特 鲁比奥 万斯 耶伦
    马斯克 奥特曼 阿尔特曼 黄仁勋 苏姿丰 陈立武 魏哲家 张忠谋 刘德音 任正非 徐直军 孟晚舟 余承东
    梁文锋 梁孟松 马云 马化腾 李彦宏 张一鸣 雷军 曾毓群 库克 贝佐斯 扎克伯格 纳德拉 皮查伊 富凯
    凯斯勒
    """
)

#: Family names in pinyin and Korean romanisation, which stand before the given name.
FAMILY_FIRST = words(
    """
    Bai Cai Cao Chang Chen Cheng Choi Chung Cui Dai Deng Ding Dong Du Fan Fang Feng Fu Gao Gong
    Gu Guo Han He Hong Hou Hu Huang Hwang Jang Jeong Jia Jiang Jin Jung Kang Kim Kong Kwon Lai
    Lee Lei Li Liang Liao Lim Lin Liu Long Lu Luo Lyu Ma Mao Meng Moon Ni Oh Pan Park Peng Qian
    Qin Qiu Ren Seo Shao Shen Shi Shin Son Song Su Sun Tan Tang Tao Tian Tsai Tseng Wan Wang Wei
    Wen Wu Xi Xia Xiang Xiao Xie Xiong Xu Xue Yan Yang Yao Ye Yi Yin Yoon Yu Yuan Zeng Zhang
    Zhao Zheng Zhong Zhou Zhu Zou
    """
)

_SINGLE = """
    王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡
    贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷
    钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路
    岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫屈鲍位覃霍翁隋植
    甘景薄单包司柏宁柯阮桂闵解强丘华车冉房边辜吉饶刁瞿戚古米池滕晋苑邬臧畅宫嵇穆明麦
"""
_DOUBLE = "欧阳 司马 上官 诸葛 司徒 皇甫 夏侯 令狐 东方 慕容 尉迟 公孙"

#: Chinese family names, simplified.
HAN_FAMILY = words(_DOUBLE) | frozenset("".join(_SINGLE.split()))
