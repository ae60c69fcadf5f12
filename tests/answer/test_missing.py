"""What a question names and the article lacks."""

from datetime import date

from rag.answer.missing import missing
from rag.schema import Article

TEXT = "La 4e réunion de Bac Lan aura lieu à Tan Moc. Le budget est de 1,6 milliard."
ARTICLE = Article("a", "article", "Réunion", TEXT, "a.txt", "fr", date(2023, 3, 27))


def lacks(question: str, language: str = "fr") -> tuple[str, ...]:
    """What the article lacks."""
    return missing(question, language, ARTICLE, TEXT)


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
    assert ("2019",) == lacks("Où a lieu la réunion de 2019 ?")


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
