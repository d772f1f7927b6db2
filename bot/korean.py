"""What the bot says in Korean."""

PHRASES = {
    "undated": "날짜 미상",
    "untitled": "제목 없음",
    "nothing": "이 질문에 답하는 기록이 없습니다.",
    "silence empty": "아직 보관된 기사가 없습니다.",
    "silence nobody": "‘{speaker}’(이)라는 인물은 기록에 없습니다.",
    "silence ambiguous": "‘{speaker}’(이)라는 인물이 여럿 있습니다. 누구인가요?",
    "silence nothing": "{speaker}의 그런 발언은 기록에 없습니다.",
    "silence no-topic": "‘{topic}’에 맞는 기록이 없습니다.",
    "silence no-question": "누가 무엇에 대해 말했는지 묻거나 주제를 쓰세요.",
    "silence not-said": "이 말은 기록에 없습니다.",
    "verdict exact": "기록에 그대로 있는 말입니다.",
    "verdict near": "똑같은 말은 없습니다. 가장 가까운 기록:",
    "verdict other": "기록에 있는 말이지만 다른 사람의 말입니다.",
    "nearest people": "기록에 있는 인물: {names}",
    "nearest topics": "기록에 있는 주제: {topics}",
    "kind direct": "직접 인용",
    "kind indirect": "간접 인용",
    "kind mixed": "부분 인용",
    "kind passage": "기사 본문",
    "with cue": "{how} (“{cue}”)",
    "via": "{how}, {name} 전언",
    "tally": "{name} · 기록 {count}건",
    "part": "{of}개 중 {number}번째",
    "also": "같은 내용: {outlets}",
    "button back": "‹ 이전",
    "button more": "더 보기 ›",
    "button context": "문맥",
    "button source": "출처",
    "button quotes": "인용문",
    "words more": "더|더 보기|더보기|다음|계속",
    "words context": "문맥|앞뒤|맥락",
    "words source": "출처|원문",
    "hello": (
        "누가 무슨 말을 했는지 물어보세요. 보관된 기사에서 발언을 그대로 찾아 "
        "화자, 날짜, 출처와 함께 보여 드립니다. 맞는 기록이 없으면 없다고 말합니다."
    ),
    "examples": "예: {examples}",
    "help": (
        "질문을 쓰세요. 예: “장관은 주택에 대해 뭐라고 말했나?” 인물, 주제, 매체, 기간을 "
        "자유롭게 섞어 쓸 수 있습니다.\n\n"
        "답변 아래 버튼: ‘더 보기’는 다음 인용문, ‘문맥’은 인용문이 들어 있는 문단, "
        "‘출처’는 기사와 주소를 보여 줍니다.\n\n{commands}"
    ),
    "ask what": "무엇이 궁금하신가요? 명령 뒤에 질문을 쓰세요: /ask 주택에 대해 무슨 말이 있었나?",
    "no more": "더 이상 없습니다.",
    "nothing asked": "이어서 물을 질문이 아직 없습니다. 먼저 질문해 주세요.",
    "not kept": "이 답변은 더 이상 보관되어 있지 않습니다. 다시 질문해 주세요.",
    "taken out": "여기에 인용된 기사가 삭제되었습니다.",
    "too long": "질문이 너무 깁니다. 한 문장이면 충분합니다.",
    "only text": "글만 읽을 수 있습니다. 질문을 글로 써 주세요.",
    "busy": "지금 질문이 많습니다. 잠시 후 다시 물어봐 주세요.",
    "failed": "문제가 생겼습니다. 오류 번호 {id}(으)로 기록했습니다. 다시 시도해 주세요.",
    "command start": "봇 소개",
    "command help": "질문하는 방법",
    "command ask": "질문하기",
    "no command": "모르는 명령입니다. /help 에서 할 수 있는 일을 볼 수 있습니다.",
}
