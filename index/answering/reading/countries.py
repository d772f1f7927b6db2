"""Countries with what their people, rulers and things are called: "Norwegian", "Oslo"."""

from __future__ import annotations

from functools import lru_cache

from index.text.terms import stem

# A country a line: its words, its adjectives, its capital or seat of government.
_COUNTRIES = """
afghanistan afghan afghani kabul
albania albanian tirana
algeria algerian algiers
argentina argentine argentinian
armenia armenian yerevan
australia australian aussie canberra
austria austrian vienna
azerbaijan azerbaijani azeri baku
bahrain bahraini
bangladesh bangladeshi dhaka
belarus belarusian belarussian minsk
belgium belgian
bolivia bolivian
bosnia bosnian sarajevo
brazil brazilian brasilia
britain british uk briton england english kingdom
bulgaria bulgarian sofia
cambodia cambodian
cameroon cameroonian
canada canadian ottawa
chile chilean santiago
china chinese beijing prc
colombia colombian bogotá bogota
congo congolese kinshasa
croatia croatian zagreb
cuba cuban havana
cyprus cypriot nicosia
czechia czech prague
denmark danish copenhagen
ecuador ecuadorian quito
egypt egyptian cairo
estonia estonian tallinn
ethiopia ethiopian
finland finnish helsinki
france french paris
georgia georgian tbilisi
germany german berlin
ghana ghanaian accra
greece greek athens
guatemala guatemalan
haiti haitian
honduras honduran
hungary hungarian budapest
iceland icelandic
india indian delhi
indonesia indonesian jakarta
iran iranian tehran
iraq iraqi baghdad
ireland irish dublin
israel israeli jerusalem
italy italian rome
jamaica jamaican
japan japanese tokyo
jordan jordanian amman
kazakhstan kazakh
kenya kenyan nairobi
korea korean rok
kosovo kosovar
kuwait kuwaiti
latvia latvian riga
lebanon lebanese beirut
libya libyan
lithuania lithuanian vilnius
malaysia malaysian
mali malian
mexico mexican
moldova moldovan
mongolia mongolian
morocco moroccan rabat
myanmar burma burmese
nepal nepalese
netherlands dutch hague
nicaragua nicaraguan
nigeria nigerian abuja
norway norwegian oslo
pakistan pakistani islamabad
palestine palestinian ramallah
panama panamanian
peru peruvian lima
philippines philippine filipino manila
poland polish warsaw
portugal portuguese lisbon
qatar qatari doha
romania romanian bucharest
russia russian moscow kremlin
rwanda rwandan
salvador salvadoran
saudi riyadh
scotland scottish edinburgh
senegal senegalese
serbia serbian belgrade
singapore singaporean
slovakia slovak bratislava
slovenia slovenian ljubljana
somalia somali
spain spanish madrid
sudan sudanese khartoum
sweden swedish stockholm
switzerland swiss bern
syria syrian damascus
taiwan taiwanese taipei
tanzania tanzanian
thailand thai bangkok
tunisia tunisian
turkey turkish türkiye ankara
uganda ugandan
ukraine ukrainian kyiv kiev
uruguay uruguayan
uzbekistan uzbek
venezuela venezuelan caracas
vietnam vietnamese hanoi
wales welsh
yemen yemeni
zambia zambian
zimbabwe zimbabwean
europe european eu
america american us usa
"""
_SAME: dict[str, frozenset[str]] = {}
for _line in _COUNTRIES.split("\n"):
    _stems = frozenset(map(stem, _line.split()))
    _SAME.update(dict.fromkeys(_stems, _stems))


def same_place(stemmed: str) -> frozenset[str]:
    """Stems of all words for the same country, given the stem of one; nothing for another word."""
    return _SAME.get(stemmed, frozenset())


_SHORTEST = 5  # letters of a place's name that makes an adjective


@lru_cache(maxsize=1024)
def place_words(stemmed: str) -> frozenset[str]:
    """Stems that a place no list knows may have beside that of its own name or adjective: "korvanian" of "korvania".

    Args:
        stemmed: The stem of a word that tells which office is meant.
    """
    if len(stemmed) < _SHORTEST or same_place(stemmed):
        return frozenset()
    adjectives = {stemmed + ending for ending in ("n", "an", "ian", "ish", "ese", "er", "i", "ic")}
    if stemmed.endswith("a"):
        adjectives |= {stemmed[:-1] + ending for ending in ("an", "ian", "ese", "ic")}
    names = {
        stemmed.removesuffix(ending) + name
        for ending in ("n", "an", "ian", "ish", "es", "ese", "er", "i", "ic")
        if stemmed.endswith(ending)
        for name in ("", "a", "e")
    }
    found = {stem(word) for word in adjectives | names if len(word) >= _SHORTEST}
    return frozenset(found - {stemmed})
