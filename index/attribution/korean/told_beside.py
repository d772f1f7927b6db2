"""How a sentence tells whose a quotation is that stands alone before or behind it."""

from __future__ import annotations

import re

# “…” 이 교수의 말이다. And “…” 이 교수는 이같이 말했다, which no quotation follows.
_SPEECH_NOUN = (
    "말|말씀|이야기|얘기|설명|지적|진단|하소연|주장|전언|회고|평가|호소|당부|답|답변|대답|목소리|토로|제안|분석|조언"
)
WORDS_ARE = re.compile(
    rf"\s*(?P<who>[^\n.“”\"]{{2,60}}?)의\s(?:{_SPEECH_NOUN})(?:이다|이었다|였다|다|입니다|이었습니다)\."
)
SAID_SO = re.compile(
    r"\s*(?P<told>[^\n.“”\"]{2,120}\s(?P<how>이같이|이처럼|이렇게|이\s같이)\s(?:[^\s.“”\"]+\s){0,2}?"
    r"[^\s.“”\"]+(?:다|습니다))\.(?!\s*[“\"])"
)
# “…” 임씨는 말끝을 흐렸다.
VOICED = re.compile(
    r"\s*(?P<told>[^\n.“”\"]{2,60}\s(?:말끝을\s흐렸|울먹였|말을\s(?:잇지\s못했|맺지\s못했)|목소리를\s높였|한숨을\s(?:내)?쉬었|하소연했|"
    r"토로했|혀를\s찼|되물었)다)\.(?!\s*[“\"])"
)
# 이 교수의 말도 다르지 않다. “…”: who says a quotation that stands alone behind this.
WORDS_OF = re.compile(rf"(?P<who>[^\n.“”\"]{{2,60}}?)의\s(?:{_SPEECH_NOUN})(?:은|는|이|가|도)\s[^\n“”\"]{{1,40}}")
# 한 어민은 편지를 낭독했다. “…”
ANNOUNCES = re.compile(
    r"(?:낭독했|읽어\s?내려갔|입을\s(?:열|뗐)|말문을\s열|말을\s(?:이었|꺼냈)|(?:이렇게|이같이|다음과\s같이)\s(?:말했|적었|썼|답했|밝혔))"
    r"\S*(?:다|습니다)\.\s*$"
)
