"""Words of questions that say nothing about their topic, folded; small on purpose: BM25 weighs the rest."""

_FRENCH = """
a ai au aux avec c ce ces cet cette ca combien comment d dans de des dernier derniere depuis dit donc dont du elle elles
en es est et etait etaient ete etre eu eut fait il ils j je l la le les leur leurs lequel laquelle lesquels lesquelles lors lui m
mais me meme moi n ne nom nous on ont ou par pas pendant plus pour pourquoi qu quand que quel quelle quelles quels qui
quoi s sa sans se sera seront ses si son sont sur t te toi ton tu un une va vers vont vous y ya
"""
_ENGLISH = """
a about an and any are as at be been being by can could did do does during for from had has have he her him his how i if
in into is it its many me much my of on or our s shall she should so t tell than that the their them then there these
they this those to us was we were what when where which who whom whose why will with would you your
"""
_VIETNAMESE = """
bao bi boi cai can cac cho co con cua da dang day de den di do duoc gi hay khi khong la lam lan luc ma mot may nam nao nay
ngay nguoi nhieu nhu nhung noi o ra rang sao se tai the thi theo thu tren trong tu va vao ve vi viec voi
"""
_CHINESE = """
什么 是什 怎么 怎样 多少 何时 时候 么时 哪里 哪个 哪些 哪一 为什 谁是 是谁 的是 是否 几个 多久 如何 何地 在哪 了什 有什 么是 个是 请问 我们 你们 他们 的 了 是 在 和 有 与 吗 呢 被 将 于 为 对
"""
_WORDS = {
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
    "vi": frozenset(_VIETNAMESE.split()),
    "zh": frozenset(_CHINESE.split()),
}


def stopwords(language: str) -> frozenset[str]:
    """The folded words of ``language`` to leave out of a query; empty for a language that is not known."""
    return _WORDS.get(language, frozenset())
