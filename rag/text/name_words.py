"""Words with a capital that name nobody by themselves: titles, offices, kinds of places and bodies; folded."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_WORDS = {
    "fr": """ecrivain ecrivaine ingenieur rectrice recteur compagnie monsieur
    madame mademoiselle m mm mme mlle mgr dr docteur me maitre president
    presidente vice-president premier premiere ministre ministres
    secretaire general generale directeur directrice maire gouverneur
    ambassadeur ambassadrice camarade chef roi reine prince pape
    colonel capitaine professeur depute deputee senateur porte-parole
    parti etat comite central assemblee nationale gouvernement ministere
    conseil province region district commune ville republique populaire
    socialiste royaume union federation organisation association
    banque universite institut centre ecole hopital musee pont route
    autoroute gare aeroport port fleuve riviere lac mont montagne
    ile iles mer ocean golfe baie delta forum sommet congres conference
    festival coupe jeux prix journee plan accord traite nord sud
    est ouest centre grand grande petit nouveau saint sainte le la
    les l un une des du de en au aux ce cette ces selon il elle ils
    elles on nous dans sur pour avec apres avant depuis plus moins
    tous toutes aucun aucune personne lundi mardi mercredi jeudi
    vendredi samedi dimanche janvier fevrier mars avril mai juin
    juillet aout septembre octobre novembre decembre d apres pendant
    lors entre son sa ses leur leurs ni si quand comme chaque plusieurs
    certains certaines trois deux quatre cinq six sept huit neuf
    dix internationale international societe groupe entreprise compagnie
    agence bureau departement service commission cour tribunal""",
    "en": """writer author poet singer lao chinese vietnamese french writer
    mr mrs ms miss dr sir lady lord president vice- president vice
    prime minister ministers secretary general director mayor governor
    ambassador comrade chief chairman chairwoman chair king queen
    prince pope colonel captain professor deputy senator spokesperson
    spokesman spokeswoman engineer rector party state committee central
    national assembly government ministry council province region
    district commune city town village republic people people's socialist
    kingdom union federation organization organisation association
    bank university institute center centre school hospital museum
    bridge road highway station airport port river lake mount mountain
    island islands sea ocean gulf bay delta forum summit congress conference
    festival cup games prize award day plan agreement treaty north
    south east west northern southern eastern western great new saint
    the a an of and in on at for from by with after before since
    according i i'm i've i'd i'll he she they we you it its his her their this that these
    those all some most none no nobody more less about over under
    during between each every both two three four five six seven
    eight nine ten first second third monday tuesday wednesday thursday
    friday saturday sunday january february march april may june
    july august september october november december when while if
    as although but not only at international company group agency
    office department service commission court police army line gate
    market park street square railway train""",
    "vi": """lào hãng nhà văn thơ báo cựu tướng sĩ trưởng bản ông bà anh chị
    em thầy cô đồng chí chủ tịch phó tổng bí thư thủ tướng bộ trưởng
    thứ giám đốc thị trưởng tỉnh trưởng đại sứ quốc hội chính phủ
    bộ ủy ban nhân dân đảng nhà nước trung ương hội nghị diễn đàn
    đại hội thành phố tỉnh huyện xã thị trấn phường quận nước cộng
    hòa xã hội chủ nghĩa liên minh tổ chức hiệp ngân hàng đại học
    trường viện trung tâm bệnh bảo tàng cầu đường quốc lộ ga sân
    bay cảng sông hồ núi đảo biển vịnh theo tại ngày tháng năm trong
    sau trước từ tất cả các một số hơn ít nhiều đã sẽ không có khi
    việc người những được hai ba bốn sáu bảy tám chín mười kỹ sư
    hiệu giáo sư tiến sĩ phát ngôn viên nguyên trận chuyến tuyến
    đoàn toàn lễ hội bên về cả đến với và công ty tập đoàn cơ quan
    sở ban phòng toà tòa án quân cảnh sát đội nhà máy khu chợ nông
    dân hợp tác lãnh đạo lũ mưa bão dự án giá nhóm phần đa số mỗi
    mọi kim ngạch""",
}
NAME_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {language: frozenset(words.split()) for language, words in _WORDS.items()}
)
"""By ISO 639-1 code; Vietnamese ones in lower case with their accents, the others folded."""

HAN_TITLES = (
    "国家主席|主席|总书记|总理|副总理|部长|副部长|省长|市长|县长|州长|书记|省委书记|市委书记|校长|院长|局长|处长|主任|大使|总统|副总统"
    "|首相|议长|代表|发言人|工程师|教授|董事长|经理|总经理|先生|女士|同志|博士|记者|外长|国王|将军|上校|队长|教练|导演|专家|医生|农民|作家|诗人|歌手|演员|画家|学者|厂长|站长|村民|渔民|司机|老师|法官|律师|检察官|议员|理事长|董事|秘书长|村长|乡长|镇长|区长|署长|司令|少将|上将|中将|部长级|首席执行官"
)
"""Chinese titles, which stand before a name."""
HAN_FAMILIES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤阮裴习温欧葛骆蓝农岑谈翁甘凌"
)
"""Family names in Chinese characters, Chinese and Vietnamese ones."""
HAN_PLACES = "省|市|县|区|镇|乡|村|州|港|桥|大桥|河|江|湖|山|岛|口岸|机场|大学|公路|铁路|高铁|车站|站|谷|寨|堡|堤|坝"
"""What a Chinese name of a place ends in."""
HAN_SAYS = "表示|宣布|指出|强调|称|说|介绍|提醒|会见|会晤|主持|出席|访问|认为|当选|担任|发表|透露|警告|抵达|呼吁|承诺|签署|要求|接受|同意|拒绝|建议"  # noqa: E501
PERSONAL = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|president|minister|mayor|governor|secretary|general|director|ambassador|engineer|ông|bà|anh|chị|tịch|trưởng"
    r"|tướng|thư|đốc|sứ|sư|sĩ))\.?\s*$",
    re.IGNORECASE,
)
"""What stands before the name of a person, which is never translated."""
CODES = frozenset(
    ["USD", "VND", "EUR", "CNY", "RMB", "GBP", "JPY", "THB", "LAK", "MW", "GW", "KW", "GDP", "PIB", "GRDP", "TV"]
)
