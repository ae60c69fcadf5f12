"""What betrays a language in Latin script: its function words, the accented letters it uses, its commonest endings."""

from collections.abc import Mapping
from types import MappingProxyType

from rag.text.fold import fold

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "fr": """quel quelle quels quelles qui que quoi quand combien comment pourquoi où ou est qu d n l s c j m à a
        lequel laquelle le la les un une des du de au aux et en dans par pour sur avec sans sous ce cet cette ces son
        sa ses leur leurs il elle ils elles on ne pas plus se été était sont ont fait être avoir entre depuis selon dont
        mais comme tout tous aussi vers lors après avant ans année nous vous y aurait étaient avait peut fut chez""",
        "en": """what which who whom whose when where why how the a an of in to and is was were are did does do has have
        had for on by at from with as it its that this these those be been not or but his her their he she they you
        many much into about after before during between than would will can could there most more some other didn
        don isn name type kind year said s t i we our your my all one first go""",
        "vi": """gì nào bao nhiêu ai đâu sao thế khi của và là có không được những các cho trong người một đã với này
        năm tháng ngày tại đến từ như ở về ra vào theo hay hoặc sẽ đang bị bởi đó thì mà họ ông bà anh chị em lại còn
        cũng mỗi rằng trên dưới sau trước giữa hơn nhất việc làm gia thành phố tỉnh nước tên loại phần nhưng hai quốc
        vì nếu lần thứ""",
        "es": """qué quién quiénes cuál cuáles cuándo dónde cómo cuánto cuántos cuánta cuántas por el la los las un una
        que cual quien cuando donde como unos de del al y en a para con sin sobre su sus se es fue son era eran ha han
        no más lo le este esta está entre desde hasta muy también pero o ser hay año años""",
        "de": """wer wen wem was wann wo wie warum wofür worauf welche welcher welches welchem welchen wieviel viele der
        die das den dem des ein eine einer eines einem einen und in im zu zum zur von vom mit auf für an am bei aus nach
        über ist war sind waren wird wurde wurden hat haben nicht auch sich es er sie als durch oder werden dass""",
        "it": """che chi quale quali quando dove come quanto quanti quante perché il lo la i gli le un uno una di del
        della dei delle degli a al alla da dal dalla in nel nella con su sul per tra e ed è sono era stato stata ha
        hanno non più si anche ma cosa nei anni""",
        "pt": """que quem qual quais quando onde como quanto quantos quantas o a à os as um uma de do da dos das em no
        na nos nas por pelo pela para com sem e foi são era ao aos se não mais sua seu mas ou entre também ano anos""",
        "nl": """wie wat wanneer waar hoe waarom welke welk hoeveel de het een van en in op te aan met voor door bij uit
        naar is was zijn waren wordt werd heeft hebben niet ook zich dat die deze dit als of maar er tot om""",
        "ro": """ce cine care când unde cum cât câți câte cui de la a al ai ale un o și in în din pe cu pentru prin este
        sunt era au fost nu mai se să lui sau dar către după între ca că ei lor""",
    }
)


def _with_unaccented(words: str) -> frozenset[str]:
    return frozenset(words.split()) | frozenset(map(fold, words.split()))


FUNCTION_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {language: _with_unaccented(words) for language, words in _WORDS.items()}
)
"""Lower-case function words by ISO 639-1 code, as spelt and without their accents (many people type none).

A word may stand in several tables and then speaks for each; with wrong accents it speaks for none.
"""

LANGUAGES_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        word: tuple(language for language, words in FUNCTION_WORDS.items() if word in words)
        for word in frozenset().union(*FUNCTION_WORDS.values())
    }
)
"""The languages that a lower-case word is a function word of."""

VIETNAMESE_ONLY = frozenset("ăđơưĩũ") | frozenset(map(chr, range(0x1EA0, 0x1EFA)))
"""Letters that of these languages Vietnamese alone uses (``ă`` is Romanian too)."""

ACCENTED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "fr": frozenset("àâçéèêëîïôœùûüÿæ"),
        "en": frozenset(),
        "vi": frozenset("àáâãèéêìíòóôõùúý") | VIETNAMESE_ONLY,
        "es": frozenset("áéíñóúü"),
        "de": frozenset("äöüß"),
        "it": frozenset("àèéìòù"),
        "pt": frozenset("àáâãçéêíóôõú"),
        "nl": frozenset("éëïóü"),
        "ro": frozenset("ăâîșțşţ"),
    }
)
"""The lower-case letters beyond a to z that a language uses."""

ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "fr": ("eau", "aux", "eux", "euse", "ique", "ement", "oire", "ais", "ait", "ois", "elle", "ette", "ees", "gne"),
        "en": ("ing", "ed", "ly", "ness", "ght", "th", "sh", "ck", "ship", "ful", "ry", "ty", "ers", "st", "ks"),
        "es": ("cion", "dad", "ado", "ada", "ando", "iendo", "nes", "illo"),
        "de": ("ung", "keit", "heit", "lich", "isch", "cht", "eln", "sten", "tz"),
        "it": ("zione", "ita", "ato", "ata", "ando", "ezza", "ggio"),
        "pt": ("cao", "dade", "ado", "ada", "ando", "oes", "inho"),
        "nl": ("ijk", "heid", "ing", "aat", "oor", "eer", "sch"),
        "ro": ("ului", "ilor", "tia", "esc", "eaza", "ele"),
    }
)
"""Folded word endings: weak evidence, for headlines and questions without a function word."""
