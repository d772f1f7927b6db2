"""English verbs that report speech, in all their forms."""

from __future__ import annotations

# Base forms; irregular verbs stand below with all their forms.
_REGULAR = """
accuse acknowledge add advise affirm agree allege announce answer argue ask assert assure blast boast caution
charge claim comment complain concede conclude confess confide contend continue counter declare demand
decry denounce describe disclose echo elaborate emphasise emphasize exclaim explain express fume gripe hail hint
inform insist interject interrupt joke lament laud maintain mention mock muse mutter note object observe offer
opine order outline plead pledge point post praise predict press proclaim promise protest reason
recall reaffirm reiterate remark remind repeat report request respond retort reveal roar scream shout signal
sigh speculate state stress suggest summarise summarize tease text thank thunder tweet underline
underscore urge venture voice volunteer vow wail warn welcome whisper wonder yell intone chant call
aver submit condemn criticise criticize applaud defend dispute reject commend congratulate instruct invite
""".split()
_IRREGULAR = """
say says said saying tell tells told telling write writes wrote writing written speak speaks spoke speaking spoken
swear swears swore swearing sworn put puts putting cry cries cried crying reply replies replied replying
testify testifies testified testifying imply implies implied implying quip quips quipped quipping
admit admits admitted admitting snap snaps snapped snapping sing sings sang singing read reads reading
deny denies denied denying confer confirm confirms confirmed confirming beg begs begged begging
""".split()


_DOUBLED = frozenset(
    "aver commit plan prefer rebut refer regret slam submit".split()
)  # regular verbs whose last consonant is doubled


def verb_forms(base: str) -> tuple[str, ...]:
    """Forms of a regular verb: "warn", "warns", "warned", "warning"; "worry", "worries"; "refer", "referred"."""
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    stem = base[:-1] if base.endswith("e") else base + base[-1] if base in _DOUBLED else base
    if base.endswith("ee"):
        return base, base + "s", base + "d", base + "ing"
    third = "es" if base.endswith(("s", "sh", "ch", "x")) else "s"
    return base, base + third, stem + "ed", stem + "ing"


REPORTING_VERBS = frozenset({form for base in _REGULAR for form in verb_forms(base)} | set(_IRREGULAR)) - {"confer"}
# Those that a single subject has: "says", "said"; "a Tamm tweet" has a noun.
FINITE_FORMS = (
    REPORTING_VERBS
    - {*_REGULAR}
    - {form for form in REPORTING_VERBS if form.endswith("ing")}
    - frozenset(
        "say tell write speak swear cry reply testify imply quip admit snap sing deny beg written spoken sworn".split()
    )
)
# Those that introduce the words themselves, whatever the object between: "told reporters", "went on".
SPEECH_VERBS = REPORTING_VERBS - frozenset(
    """submit submits submitted submitting
    charge charges charging order orders ordering press presses pressed pressing point points read reads
    reading post posts report reports state states text texts text texting call calls demand demands
    signal signals request requests""".split()
)
