"""What a question names and the article lacks."""

from datetime import date

from rag.answer.missing import missing
from rag.schema import Article

TEXT = "La 4e réunion de Bac Lan aura lieu à Tan Moc. Le budget est de 1,6 milliard."
ARTICLE = Article("a", "article", "Réunion", TEXT, "a.txt", "fr", date(2023, 3, 27))


def lacks(question: str, language: str = "fr") -> tuple[str, ...]:
    """What the article lacks."""
    return missing(question, language, ARTICLE, TEXT, {})


def test_another_ordinal_is_missing() -> None:
    """The sixth meeting is not the fourth."""
    assert ("6e",) == lacks("Quand se tient la 6e réunion ?")


def test_an_ordinal_in_another_form_is_there() -> None:
    """``quatrième`` is ``4e``, in four languages."""
    assert () == lacks("Quand se tient la quatrième réunion ?")
    assert () == lacks("When is the fourth meeting?", "en")
    assert () == lacks("Cuộc họp lần thứ tư diễn ra khi nào?", "vi")
    assert () == lacks("第四次会议什么时候举行？", "zh")


def test_another_ordinal_is_missing_across_languages() -> None:
    """Figures are the same in every language."""
    assert ("sixth",) == lacks("When is the sixth meeting?", "en")
    assert ("6",) == lacks("第六次会议什么时候举行？", "zh")


def test_the_year_of_the_article_is_there() -> None:
    """A question may name the year that only the date of the article has."""
    assert () == lacks("Où a lieu la réunion de 2023 ?")
    assert ("2022",) == lacks("Où a eu lieu la réunion de 2022 ?")
    assert ("2019",) == lacks("Où a lieu la réunion de 2019 ?")


def test_a_year_that_an_article_tells_of_in_other_words_is_there() -> None:
    """Seen from its date; where it has none, a year beside one that it names may be meant."""
    text = "La réunion de l'an dernier a eu lieu à Tan Moc. La prochaine se tiendra dans deux ans."
    whole = Article("a", "article", "Réunion", text, "a.txt", "fr", date(2023, 3, 27))
    for year, lost in (("2022", ()), ("2025", ()), ("2024", ("2024",))):
        assert lost == missing(f"Où a lieu la réunion de {year} ?", "fr", whole, text, {})
    undated = Article("a", "article", "Réunion", "Celle de 2022 était à Tan Moc.", "a.txt", "fr")
    for year, lost in (("2023", ()), ("2025", ("2025",))):
        assert lost == missing(f"Où a lieu la réunion de {year} ?", "fr", undated, undated.text, {})


def test_a_name_that_the_article_has_nowhere_is_missing_in_its_language_only() -> None:
    """Another language may write a name otherwise."""
    assert ("Khe Binh",) == lacks("La réunion a-t-elle lieu à Khe Binh ?")
    assert () == lacks("Does the meeting take place in Khe Binh?", "en")


def test_a_name_known_in_four_languages_is_missing_in_each() -> None:
    """Thailand is not Vietnam, whatever it is called."""
    assert ("Thailand",) == lacks("Does the meeting take place in Thailand?", "en")
    assert ("泰国",) == lacks("会议在泰国举行吗？", "zh")
    assert ("Hanoï",) == lacks("La réunion a-t-elle lieu à Hanoï ?")


def test_a_name_without_its_accents_is_there() -> None:
    """``Tân Mộc`` and ``Tan Moc`` are one place."""
    assert () == lacks("Que se passe-t-il à Tân Mộc ?")


def test_a_number_in_groups_of_three_is_one_number() -> None:
    """``1 800`` is neither 1 nor 800."""
    assert ("1 800",) == lacks("Qui reçoit 1 800 yuans ?")


def test_a_month_that_is_a_number_is_no_figure() -> None:
    """An article in another language has it as a word."""
    assert () == lacks("4月的会议在哪里？", "zh")
    assert () == lacks("Cuộc họp tháng 5 ở đâu?", "vi")


def test_a_surname_alone_is_the_person() -> None:
    """Articles give the full name once."""
    whole = Article("a", "article", "T", "Selon Twigg, la cause est autre.", "a.txt", "fr")
    assert () == missing("Que propose Graham Twigg ?", "fr", whole, whole.text, {})


def test_a_name_that_differs_in_a_syllable_is_missing() -> None:
    """Phin Sa is not Phin Xa."""
    whole = Article("a", "article", "T", "Le marché de Phin Xa ouvre sa porte.", "a.txt", "fr")
    assert ("Phin Sy",) == missing("Quand ouvre le marché de Phin Sy ?", "fr", whole, whole.text, {})


def test_a_name_that_the_archive_takes_for_granted_is_not_missing() -> None:
    """An archive about Vietnam does not name it in every article."""
    asked = "越南的会议在哪里？"
    assert ("越南",) == lacks(asked, "zh")
    assert () == missing(asked, "zh", ARTICLE, TEXT, {"vietnam": 1.1})
