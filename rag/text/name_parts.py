"""What surrounds a name and how its parts are ordered: titles come off, the family name of an Asian name goes first."""

import re

from rag.text.fold import fold

_OFFICES = (
    "presidente?|president|chef(?:fe)? (?:de l'etat|du gouvernement|du parti)|premiere? ministre|ministre|camarade"
    "|secretaire generale?|secretaire|ambassad(?:eur|rice)|gouverneure?|maire|dirigeante?|professeure?|docteur|pape"
    "|general|roi|reine|leader|prime minister|party chief|general secretary|secretary[- ]general|minister|ambassador"
    "|governor|mayor|comrade|professor|pope|king|queen|tong bi thu|bi thu|chu tich nuoc|chu tich quoc hoi|chu tich"
    "|thu tuong|pho thu tuong|bo truong|thu truong|dai su|dong chi|giao su|dai tuong"
)
_PEOPLES = (
    "chinoise?|vietnamien(?:ne)?|francaise?|lao(?:tienne)?|chinese|vietnamese|french|russe|russian|americaine?|american"
    "|indien(?:ne)?|indian"
)
_STATES = "du parti|du vietnam|de (?:la )?chine|du pcv|du pcc|de la republique|of vietnam|of china|of the party"
_TITLE = re.compile(
    rf"(?:le |la |l'|the )?(?:vice[- ]|ancien(?:ne)? |ex-|former |late |feu |(?:{_PEOPLES}) )*(?:{_OFFICES})"
    rf"(?: (?:{_PEOPLES}|{_STATES}))?,? "
)
_COURTESY = re.compile(r"(?:mm?|mme|mlle|monsieur|madame|mr|mrs|ms|dr|pr|prof|sir)\b\.? ")
_VIETNAMESE_COURTESY = re.compile(r"(?:[Ôô]ng|[Bb]à) (?=\w+ \w)")
_KIND = re.compile(
    r"(?:(?:la |the )?(?:province|ville|commune|district|city|region autonome zhuang|municipalite)s? (?:de |du |d'|of )"
    r"|(?:tinh|thanh pho|tp\.?|thi xa|huyen|quan) (?=\w))"
)
_KIND_AFTER = re.compile(r"(?<=\w) (?:province|city|municipality|prefecture)$")
_HAN_TITLE = re.compile(
    r"(?<=[\u3400-\u9fff]{2})(?:国家主席|副主席|主席|总书记|书记|副总理|总理|总统|部长|大使|省长|市长|先生|女士|同志)$"
)
_HAN_OFFICE = re.compile(r"(?:越南|中国|越共中央|中共中央|国家)*(?:主席|总书记|总理|总统)(?=[\u3400-\u9fff]{2})")
_VIETNAMESE_FAMILY = re.compile(
    "nguyen|tran|le|pham|huynh|hoang|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dinh|trinh|luong|dao|truong|doan|vuong|quach"
    "|trieu"
)
_CHINESE_FAMILY = re.compile(
    "wang|li|zhang|liu|chen|yang|huang|zhao|wu|zhou|xu|sun|ma|zhu|hu|guo|he|lin|gao|luo|zheng|liang|xie|song|tang|deng"
    "|han|feng|cao|peng|zeng|xiao|tian|dong|pan|yuan|cai|jiang|yu|du|ye|cheng|wei|su|lu|ding|ren|shen|yao|cui|zhong|tan"
    "|fan|shi|liao|jia|xia|fu|fang|bai|zou|meng|xiong|qin|qiu|yin|xue|yan|duan|lei|hou|long|tao|gu|mao|hao|gong|shao|wan"
    "|qian|dai|mo|kong|xi"
)
_TWO_SYLLABLES = re.compile(r"[aeiou]+[^aeiou]+[aeiou]+")
_SEPARATORS = re.compile(r"[^\w']+|_+")


def bare(name: str) -> str:
    """A name folded, without the titles, forms of address and kinds of place around it; never empty by that.

    ``le président chinois Xi Jinping`` gives ``xi jinping``, ``tỉnh Hà Giang`` ``ha giang``, ``习近平主席`` ``习近平``.
    """
    folded = " ".join(fold(_VIETNAMESE_COURTESY.sub("", name.strip(), count=1)).split())
    while True:
        shorter = folded
        for around in (_TITLE, _COURTESY, _KIND, _HAN_OFFICE):
            match = around.match(shorter)
            shorter = shorter[match.end() :] if match else shorter
        for after in (_KIND_AFTER, _HAN_TITLE):
            shorter = after.sub("", shorter)
        if shorter == folded or not letters(shorter):
            return folded
        folded = shorter


def family_first(folded: str) -> str:
    """A folded name with its family name in front, where a Vietnamese or Chinese one stands last or before a comma.

    Given names keep their order: Nguyen Van Minh is not Nguyen Minh Van. A name of two syllables stays as written:
    Ha Bac and Bac Ha are two places.
    """
    before, comma, after = folded.partition(",")
    parts, given = _parts(before), _parts(after)
    if comma and len(parts) == 1 and given:
        return " ".join([*parts, *given] if is_family(parts[0]) else [*given, *parts])
    parts += given
    if len(parts) < 2 or is_family(parts[0]):
        return " ".join(parts)
    vietnamese = len(parts) > 2 and bool(_VIETNAMESE_FAMILY.fullmatch(parts[-1]))
    two = len(parts) == 2 and bool(_TWO_SYLLABLES.search(parts[0]))
    chinese = two and bool(_CHINESE_FAMILY.fullmatch(parts[1]))
    return " ".join([parts[-1], *parts[:-1]] if vietnamese or chinese else parts)


def letters(name: str) -> str:
    """The letters and figures of a name alone: ``Peng Qing-hua`` and ``Peng Qinghua`` read the same."""
    return re.sub(r"[\W_]+", "", fold(name))


def _parts(folded: str) -> list[str]:
    return [part for part in _SEPARATORS.split(folded) if part]


def is_family(part: str) -> bool:
    """Whether a folded word is a Vietnamese or Chinese family name, in letters."""
    return bool(_VIETNAMESE_FAMILY.fullmatch(part) or _CHINESE_FAMILY.fullmatch(part))
