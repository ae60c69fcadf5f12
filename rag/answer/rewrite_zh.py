# a pattern is read as a whole
"""他, 它, 那里, 该桥: Chinese pronouns resolved."""

import re

from rag.answer.rewrite_before import Before

_ZH_PERSON = re.compile(r"(?<!其)(?:他们|她们)|(?<![其吉])他(?!国|人)|她|此人|该人|后者")
_ZH_THERE = re.compile(r"在?(?:那里|那儿|那边|该地|此地|该市|该省|该国)")
_ZH_THING = re.compile(
    r"它们|它|(?<![极尤])其(?![中他次实余间])|这一?[个件事](?!月|星期|周)(?:事|会议|项目|活动)?|此事|前者"
)
_ZH_THIS = re.compile(
    r"(?<![^\W在对是谁由和与了给为从到向署持席过把被让])(?:这|那|该|此|本)(?:一)?(?:次|座|项|届|位|场|条|份|种|笔|家|所|个|辆|趟|批)?(?P<noun>[\u4e00-\u9fff]{1,3}?)(?=[是有在的将会何多什哪由被能需花共又为和与到从几总开签举])"
)
_ZH_OWN = re.compile("[，,]|认为|表示|说|声称|宣布")
"""What stands before may be the antecedent."""
_ZH_TIMES = re.compile(r"^(?:年|月|周|天|时|日|时候|地|前|后|么|些|样|来|外|国|赛季|季)")


def chinese(question: str, before: Before) -> str | None:
    """The question with its pronouns replaced; None where there are none that lean on what was said."""
    told, moved = _zh_once(question, before), None
    for _ in range(2):
        moved, told = told or moved, _zh_once(told, before) if told else None
    return moved


def _zh_once(question: str, before: Before) -> str | None:
    for source, person_meant in ((_ZH_PERSON, True), (_ZH_THERE, False)):
        match = source.search(question)
        if match and not _ZH_OWN.search(question[: match.start()]):
            said = before.person if person_meant else f"{'在' if match[0].startswith('在') else ''}{before.place}"
            return question[: match.start()] + said + question[match.end() :]
    match = _ZH_THING.search(question)
    if match and not _ZH_OWN.search(question[: match.start()]):
        own = "的" if match[0] == "其" and not re.match(r"[是为在]", question[match.end() :]) else ""
        return question[: match.start()] + before.thing + own + question[match.end() :]
    match = _ZH_THIS.search(question)
    if match is None or _ZH_TIMES.match(match["noun"]):
        return None
    return question[: match.start()] + before.thing + question[match.end() :]
