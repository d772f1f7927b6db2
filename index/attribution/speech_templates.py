r"""Templates of reported speech, for training: how papers, lists and pages put words and their speaker together.

One template a line; \n stands for a new line in it.  <c> content, <s> source, <q> cue, of a second statement <c2>
and so on.  Fields in braces: {a} {b} {d} sentences, {a,} one before a cue, {x} {y} halves of one, {r} {R} reported
in a clause or as a sentence, {rx} {ry} halves of that, {f} a few words; {n} {m} people as the text mentions them,
{m2} another's full name; {full} {role} {title} of a person named for the first time; WORDS has the others.
"""

from __future__ import annotations

DIRECT = r"""
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q>.
<c>“{a,}”</c> <q>{said}</q> <s>{n}</s>.
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q>. <c>“{b}”</c>
<c>“{a,}”</c> <q>{said}</q> <s>{n}</s>. <c>“{b} {d}”</c>
<c>“{a} {b,}”</c> <s>{n}</s> <q>{said} in a statement</q>.
<c>“{x},”</c> <s>{n}</s> <q>{said}</q>, <c>“{y}”</c>
<c>“{x},”</c> <q>{said}</q> <s>{n}</s>, <c>“{y}”</c>
<s>{n}</s> <q>{said}</q>: <c>“{a}”</c>
<s>{n}</s> <q>{said}</q>: <c>“{a} {b} {d}”</c>
<s>{n}</s> <q>{said}</q>, <c>“{a}”</c>
<s>{n}</s> <q>told reporters</q>: <c>“{a} {b}”</c>
<s>{n}</s> <q>told the {place} Courier</q>: <c>“{a}”</c>
<s>{n}</s> <q>tweeted</q>: <c>“{a}”</c>
<s>{n}</s> defended the decision, <q>{saying}</q>: <c>“{a}”</c>
<s>{n}</s> was quick to respond, <q>{saying}</q> <c>“{a}”</c>
<q>According to</q> <s>{n}</s>, <c>“{a}”</c>
<q>In the words of</q> <s>{n}</s>, <c>“{a}”</c>
As <s>{n}</s> <q>put it</q>, <c>“{a}”</c>
As <s>{n}</s> <q>put it</q>: <c>“{a}”</c>
For <s>{n}</s>, it <q>is</q> <c>“{f}”</c>.
Asked about it, <s>{n}</s> <q>replied</q>: <c>“{a}”</c>
Asked about {place}, <s>{n}</s> <q>{said}</q>, <c>“{a}”</c>
<s>{n}</s>’s <q>answer was short</q>: <c>“{a}”</c>
<s>{n}</s> {beat}. <c>“{a}”</c>
<s>{n}</s> {beat}. <c>“{a} {b}”</c>
<s>{n}</s> was <q>blunt</q>. <c>“{a}”</c>
<c>“{a}”</c> <s>{n}</s> {beat}. <c>“{b}”</c>
<s>{n}</s> <q>called</q> <c>it “{f}”</c>.
<s>{n}</s> <q>described</q> <c>the plan as “{f}”</c>.
<s>{n}</s>, who arrived from {place} on Monday, <q>{said}</q>: <c>“{a}”</c>
<c>“{a}</c>\n\n<c>“{b,}”</c> <s>{n}</s> <q>{said}</q>.
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q> of the meeting in {place}.
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q>, {beat_ing}. <c>“{b}”</c>
<c>“{a,}”</c> <q>read a statement from</q> <s>{n}</s>.
Officials in {place} were not available for comment. <c>“{a,}”</c> <q>{said}</q> <s>{n}</s>.
"""
TWO_VOICES = r"""
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q>. <c2>“{b,}”</c2> <q2>{replied}</q2> <s2>{m}</s2>.
<c>“{a,}”</c> <q>{said}</q> <s>{n}</s>. <c2>“{b,}”</c2> <s2>{m}</s2> <q2>{said}</q2>.
<c>“{a,}”</c> <q>{said}</q> <s>{n}</s>. <s2>{m}</s2> <q2>{disagreed}</q2>: <c2>“{b}”</c2>
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q>. But <s2>{m}</s2> <q2>{replied}</q2>: <c2>“{b}”</c2>
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q>, while <s2>{m}</s2> <q2>{said}</q2> <c2>{r}</c2>.
<c>“{a,}”</c> <q>{said}</q> <s>his rival, {m}</s>.
<s>{n}</s> <q>{said}</q>: <c>“{a}”</c> <s2>{m}</s2> <q2>{replied}</q2>: <c2>“{b}”</c2>
<s>{n}</s> <q>{said}</q> <c>{r}</c>. <c2>“{a,}”</c2> <q2>{said}</q2> <s2>{m}</s2>.
<c2>“{b,}”</c2> <s2>{m}</s2> <q2>said</q2>. <s3>{n}</s3> <q3>says</q3> <c3>{r}</c3>.
<s>{n}</s> {beat}. <c>“{a}”</c> <s2>{m}</s2> {beat}. <c2>“{b}”</c2>
<s>{n}</s> met {m2} in {place}. <c>“{a,}”</c> <s>{n}</s> <q>{said}</q>.
After talks with {m2}, <s>{n}</s> <q>{said}</q>: <c>“{a}”</c>
<q>According to</q> <s>{n}</s>, <c>{r}</c>. <s2>{m}</s2> <q2>{disagreed}</q2>. <c2>“{b}”</c2>
"""
INDIRECT = r"""
<s>{n}</s> <q>{said}</q> that <c>{r}</c>.
<s>{n}</s> <q>{said}</q> <c>{r}</c>.
<c>{R}</c>, <s>{n}</s> <q>{said}</q>.
<c>{R}</c>, <q>{said}</q> <s>{n}</s>.
<c>{R}</c>, <q>according to</q> <s>{n}</s>.
<q>According to</q> <s>{n}</s>, <c>{r}</c>.
<s>{n}</s> <q>{noted}</q> that <c>{r}</c>.
<s>{n}</s> <q>{noted}</q> that <c>{r}</c>. <c2>“{a,}”</c2> <s2>{n}</s2> <q2>{said}</q2>.
<s>{n}</s> <q>told reporters on Tuesday</q> that <c>{r}</c>.
<s>{n}</s> <q>told the {place} Courier</q> <c>{r}</c>.
In {place}, <s>{n}</s> <q>{noted}</q> <c>{r}</c>.
<s>{n}</s>, asked about it in {place}, <q>{said}</q> <c>{r}</c>.
<s>{n}</s> also <q>{said}</q> <c>{r}</c>.
<s>{n}</s> <q>{said}</q> <c>{rx} “{ry}”</c>
<c>{R}</c>, <q>as</q> <s>{n}</s> <q>sees it</q>.
"""
LISTED = r"""
<s>{full}, {role}</s><q>:</q> <c>“{a}”</c>
<s>{full}</s>, {role}<q>:</q> <c>“{a} {b}”</c>
<s>{full}</s><q>:</q> <c>“{a} {b}”</c>
<s>{title} {full}</s><q>:</q> <c>“{a}”</c>
<s>{full}</s> ({place} Courier)<q>:</q> <c>“{a} {b}”</c>
<s>{full}</s> ({role})<q>:</q> <c>“{a}”</c>
<s>{full}</s> on the vote<q>:</q> <c>“{a}”</c>
• <s>{full}</s><q>:</q> <c>“{a}”</c>
- <s>{title} {full}</s><q>:</q> <c>“{a} {b}”</c>
{number}. <s>{full}, {role}</s><q>:</q> <c>“{a}”</c>
<s>{full}</s><q>:</q> <c>{a} {b}</c>
"""
SIGNED = r"""
<c>“{a}”</c> <q>—</q> <s>{full}, {role}</s>
<c>“{a} {b}”</c> <q>–</q> <s>{full}</s>, {role}
<c>“{a} {b}”</c>\n<q>—</q> <s>{full}</s>
<c>“{a}”</c>\n- <s>{full}, {role}</s>
<c>“{a} {b}”</c>\n\n— <s>{full}</s>, {role}
<c>{a} {b}</c> <q>—</q> <s>{full}</s> (@{handle}) March 3, 2024
"""

WORDS: dict[str, list[str]] = {
    "said": ["said"] * 8
    + "says|added|explained|continued|insisted|declared|recalled|wrote|said on Friday|said in an interview".split("|"),
    "saying": "saying|saying|adding|arguing|insisting|declaring|telling reporters".split("|"),
    "replied": "replied|answered|countered|shot back|responded|retorted|said".split("|"),
    "disagreed": "disagreed|was less sure|took another view|objected|hit back|differed".split("|"),
    "noted": "noted|said|argued|warned|stressed|claimed|insisted|explained|stated|pointed out|added|announced|"
    "acknowledged|predicted|suggested|admitted".split("|"),
    "beat": "turned to the window|smiled|paused for a moment|shook hands with the crew|looked at the map|sat down|"
    "held up the report|stepped to the microphone|folded the letter|nodded".split("|"),
    "beat_ing": "turning to the window|smiling|pointing at the map|as the crowd cheered".split("|"),
    "place": "Norvale|Estmar|Lindesund|Dunmere|Grenmark|Seoul|Belmora".split("|"),
    "handle": "tidewatch|elin_v|minister_of_ports|bellringer77".split("|"),
    "number": [str(number) for number in range(1, 12)],
}  # fmt: skip
