"""The short words that lost spaces mostly run into, and what only looks like one: prefixes and halves of compounds."""

from collections.abc import Mapping
from types import MappingProxyType


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FUNCTION_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "fr": _set("""
            a à ai ainsi alors après as au aucun aussi aux avant avec avoir car ce cela celle celui ces cet cette ceux
            chez comme contre dans de depuis des dès dont du elle elles en encore entre est et étaient était été être
            eu eux fait fut il ils je la là le les leur leurs lors lui mais même ne ni nos notre nous on ont ou où par
            pas peu peut plus pour que qui sa sans se selon sera ses si soit son sont sous sur tous tout toute toutes
            très un une vers vos votre vous y
        """),
        "en": _set("""
            a about after all also an and are as at be been before but by can could did do for from had has have he her
            his how i if in into is it its more most no not of on or our out over she should so than that the their
            them then there these they this those to under up was we were what when where which while who will with
            would you your
        """),
        "vi": _set("""
            bị các cho có còn của cũng đã để đến đó do được hơn khi không là lại mà một này năm người nhiều những như ở
            phải qua ra rất sau sẽ tại thì theo trên trong từ và vào về vì với
        """),
    }
)
"""Words that may stand on either side of a lost space."""

ELIDED = _set("l d j m t s n c qu jusqu lorsqu puisqu quoiqu")
"""What stands before an apostrophe: in ``etd'ouvrir`` the second word is ``d``."""

PREFIXES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "fr": _set("a sur sous contre entre par si ni ai as on ou y eu tout"),
        "en": _set("a an at be by for i in on out over under up all as so it he no not do is or us we more after"),
        "vi": frozenset(),
    }
)
"""Function words that other words really begin with (``surexposer``)."""

STRONG_PREFIXES = _set("a ai as y sur sous contre entre under up over out in")
"""Those of them that make new words freely, of very common ones too (``contrejour``)."""

SUFFIXES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "fr": _set("a ai as on ou y eu ni si se ne en es elle eux il là tout je la le sa"),
        "en": _set("a all an as at be by can he her i in is it no on or over so than them up we do out ted this"),
        "vi": frozenset(),
    }
)
"""Function words that other words really end with (``jardinet`` is in the word list, ``papermaker`` may not be)."""

COMPOUNDING = _set("""
    télé auto photo micro macro mini maxi multi anti inter super hyper pseudo semi demi mono poly radio vidéo cyber ciné
    électro hydro thermo aéro agro bio éco euro socio techno néo trans extra intra infra ultra post proto narco crypto
    nano méta turbo moto ferro franco sino hispano indo afro anglo russo géo arrière avant haut bas bien mal non vice
    porte garde grand petit demi
""")
"""First halves of French words that are written in one."""
