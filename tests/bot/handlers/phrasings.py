"""One question in forty-four phrasings, as people write to a bot: {} is the question, the other words ask nothing."""

from __future__ import annotations

PHRASINGS = (
    "{}", "Hey hey! {}", "hi bot 👋 {}", "Hello there, hope you're well! {}", "Hi! Me again 😅 {}",
    "good morning ☀️ {} pls", "Right, so, {}", "umm {} …", "@marta_press {}", "{} cc @desk_editor @night_shift",
    "@on_record_bot {}", "{} @on_record_bot", "🚨🚨 {} 🚨🚨", "🤔 {} 🙏🏽🙏🏽", "#housing {}", "{} #norhaven #homes",
    "{} Thank you very much in advance!", "Just wondering, {}", "Quick q: {}", "Question — {}", "Q: {}",
    "Dear On Record, {} Best, Joren", "> {}", "{}\n\nSent from my phone", "{} boss is asking",
    "Hi, this is Kaja from the embassy press office. {}", "sorry to bother you again but {}", "no wait, {}",
    "lol ok. {}", "Bonjour, {}", "안녕하세요! {}", "hi guys :) {} ;-)", "{} xD", "{} (asking for a friend)",
    "{} its for the evening bulletin", "If you don't mind, {}", "1) {}", "• {}",
    "thanks, that's great! {}", "a colleague asked me: {}", "{} – can you help?", "We're on air soon. {}",
    "{}\n—\nKaja Lund\nPress Office\n+372 555", "Hi team,\n\n{}\n\nMany thanks,\nKaja",
)  # fmt: skip
