"""What the bot says in English."""

PHRASES = {
    "undated": "date unknown",
    "untitled": "Untitled",
    "nothing": "Nothing on record answers this.",
    "silence empty": "There are no articles here yet.",
    "silence nobody": "Nobody called {speaker} is on record.",
    "silence ambiguous": "Several people called {speaker} are on record: which one?",
    "silence nothing": "Nothing of the kind by {speaker} is on record.",
    "silence no-topic": "Nothing on record fits “{topic}”.",
    "silence no-question": "Ask what somebody said about something, or name a topic.",
    "silence not-said": "These words are not on record.",
    "verdict exact": "On record, word for word.",
    "verdict near": "Not in these words; the nearest on record:",
    "verdict other": "These words are on record, but as somebody else’s.",
    "nearest people": "On record here: {names}",
    "nearest topics": "Topics on record: {topics}",
    "kind direct": "quoted",
    "kind indirect": "reported",
    "kind mixed": "partly quoted",
    "kind passage": "the article’s own words",
    "with cue": "{how} (“{cue}”)",
    "via": "{how}, via {name}",
    "tally": "{name} · on record {count}×",
    "part": "part {number} of {of}",
    "also": "Also in: {outlets}",
    "button back": "‹ Back",
    "button more": "More ›",
    "button context": "Context",
    "button source": "Source",
    "button quotes": "Quotes",
    "words more": "more|next|go on|more please",
    "words context": "context|in context",
    "words source": "source|sources",
    "hello": (
        "Ask me who said what. I answer with the exact words from the articles I hold, "
        "with their speaker, date and source; when nothing fits, I say so."
    ),
    "examples": "For example: {examples}",
    "help": (
        "Write a question, for example “What did the minister say about housing?” Name a person, a topic, "
        "a newspaper or a time (“last week”, “since March”), in any mix.\n\n"
        "Under an answer: More shows further quotes, Context the paragraph around each, "
        "Source the article with its addresses.\n\n{commands}"
    ),
    "ask what": "What do you want to know? Write it after the command: /ask what was said about housing?",
    "no more": "That was all.",
    "nothing asked": "There is no question to continue here yet. Ask me something first.",
    "not kept": "This answer is no longer kept. Please ask again.",
    "taken out": "The articles quoted here have been removed.",
    "too long": "That is too long for a question; a sentence is enough.",
    "only text": "I can only read text. Please write your question.",
    "busy": "Many questions are being answered right now. Please ask again in a moment.",
    "failed": "Something went wrong on my side; it is noted as error {id}. Please try again.",
    "command start": "what this is",
    "command help": "how to ask",
    "command ask": "ask a question",
    "no command": "I don’t know that command. /help says what I can do.",
}
