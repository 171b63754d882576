"""Rules of fair wording (K5xx): words that judge, with a neutral one for each; one list, whoever is spoken of.

`says` and `text` are in the tracker's own voice, so a loaded word there takes a side. What is in quotation marks is somebody
else's and is let pass. The list holds English words, those that flatter among them; it knows no names and no sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Path, Severity
from kg.rules.rule import Rule
from kg.rules.wording import words

SAYING: Final = {
    "write 'said'": "admitted admits admitting confessed confesses confessing boasted boasts bragged brags revealed reveals "
    "ranted rants raved lied fumed gloated quipped opined pontificated pointed_out points_out pointing_out",
    "write 'said', or 'said again'": "insisted insists insisting",
    "write 'said', and 'certainty' where the speaker hedged": "claimed claiming purported",
    "write 'rejected' or 'denied'": "refuted refutes refuting debunked debunks debunking scoffed scoffs sneered derided "
    "ridiculed",
    "write 'criticised'": "slammed slams slamming lambasted lambasts excoriated lashed_out lashes_out lashing_out ripped_into "
    "tore_into",
    "write 'complained'": "whined whines moaned griped grumbled",
    "write 'said': it vouches that what was said is so": "acknowledged acknowledges acknowledging confirmed confirms confirming "
    "disclosed discloses disclosing pointed_to points_to pointing_to divulged divulges",
    "write 'repeated'": "parroted parrots parroting regurgitated",
    "write 'did not answer'": "dodged stonewalled ducked",
    "write 'declined to comment', with 'act: declines'": "refused_to_comment refuses_to_comment",
}
"""Verbs of saying that judge what is said or how, by what to do instead; `_` is any space."""

NAMING: Final = {
    "write 'government'": "regime regimes",
    "write 'government', and who backs it": "puppet puppets",
    "write 'ally' or 'aide'": "stooge stooges lackey lackeys henchman henchmen crony cronies minion minions lapdog lapdogs",
    "write 'outlet' or 'spokesman'": "mouthpiece mouthpieces",
    "write 'coverage' or 'statements'": "propaganda fake_news",
    "write 'fighters'": "thug thugs bandits hordes butchers fanatics zealots freedom_fighter freedom_fighters",
    "write 'commander'": "warlord warlords",
    "write 'leader'": "strongman strongmen dictator dictators tyrant tyrants despot despots",
    "write 'group'": "cabal clique",
    "write 'killed'": "martyr martyrs martyred",
    "name them": "rogue_state rogue_states hero heroes patriots traitor traitors",
    "write 'took'": "liberated",
}
"""Names that judge whom or what they name, by what to do instead."""

JUDGING: Final = {
    "leave it out": "so-called notorious notoriously infamous infamously blatant blatantly flagrant flagrantly brazen brazenly "
    "shameless shamelessly disgraceful disgracefully outrageous outrageously hysterical hysterically paranoid "
    "heinous heinously despicable despicably evil sinister cynical cynically hypocritical hypocritically obviously of_course "
    "undoubtedly doubtless undeniably unquestionably indisputably needless_to_say unsurprising unsurprisingly predictably "
    "conveniently ironic ironically tellingly supposedly heroic heroically courageous courageously brave bravely selfless "
    "selflessly noble nobly admirable admirably",
    "say what was done": "brutal brutally ruthless ruthlessly savage savagely barbaric barbarically atrocious atrociously "
    "bloodthirsty",
}
"""Adjectives and adverbs with a verdict in them, by what to do instead."""

_RULES_NOT_RULERS: Final = frozenset(
    "sanctions visa tax legal treaty inspection verification proliferation nonproliferation ceasefire truce trade border "
    "export customs".split()
)
"""After these a regime is a set of rules."""
_TAKEN: Final = re.compile(r"\s+(?:responsibility|credit|victory|asylum|back)\b")
"""What is claimed without a word being said."""
_SETTLED: Final = re.compile(r"\s+(?:in office|as|cases?|deaths?)\b")
"""What is confirmed by an office, not by a speaker."""

_NEGATIONS: Final = frozenset("not never neither nor no nothing".split())
"""Beside these a verb vouches for nothing: what was not disclosed, or not confirmed."""

_LISTED: Final = {
    word.replace("_", " "): (code, instead)
    for code, table in (("K501", SAYING), ("K502", NAMING), ("K503", JUDGING))
    for instead, listed in table.items()
    for word in listed.split()
}
_VOUCHING: Final = frozenset(word for word, (_, instead) in _LISTED.items() if "vouches" in instead)
_NEAR: Final = 20
_TELLTALE: Final = frozenset(max(re.split("[ -]", word), key=len) for word in _LISTED)
"""The longest word of each: a text without any of them needs no second look."""
_QUOTED: Final = re.compile(
    '“[^“”]*+”|„[^„“”]*+[“”]|«[^«»]*+»|"[^"]*+"|‘[^‘’]*+(?:’\\w[^‘’]*+)*+’'
    "|(?<!\\w)'(?=\\S)[^']*+(?:(?<=\\w)'\\w[^']*+)*+(?<=\\S)'(?!\\w)"
)
"""Words in quotation marks, not those between apostrophes inside words. No mark is read twice, so time grows with the text."""


def loaded_words(corpus: Corpus) -> Iterator[Diagnostic]:
    """K501, K502 and K503: every loaded word in `says` and `text` once, with the word to use instead."""
    for record, path, text in _texts(corpus):
        if not _TELLTALE.isdisjoint(words(text.lower())):
            yield from _in(corpus, record, path, text)


def _texts(corpus: Corpus) -> Iterator[tuple[tuple[str, str], Path, str]]:
    """Each text in the words of the curators, with its record and its place there."""
    for statement in corpus.stated.values():
        if statement.says is not None:
            yield ("statement", statement.id), ("says",), statement.says
        for i, report in enumerate(statement.reports):
            if report.says is not None:
                yield ("statement", statement.id), ("reports", i, "says"), report.says
    for allegation in corpus.allegations.values():
        yield ("allegation", allegation.id), ("text",), allegation.text


def _in(corpus: Corpus, record: tuple[str, str], path: Path, text: str) -> Iterator[Diagnostic]:
    for word, (code, instead) in loaded(text).items():
        hint = f"{instead}, or put it in quotation marks where it is the speaker's own word"
        mark = corpus.mark(record[1], path)
        yield Diagnostic(mark, code, Severity.WARNING, f"'{word}' takes a side", hint, record=record)


@cache
def _loaded() -> re.Pattern[str]:
    """What finds the words, made when a text may hold one: most data sets need it seldom or never."""
    return re.compile(r"(?<![\w-])(?:" + "|".join(_LISTED).replace(" ", r"\s+") + r")(?![\w-])")


def loaded(text: str) -> dict[str, tuple[str, str]]:
    """The loaded words of `text` outside quotation marks, in lower case, each with its code and what to do instead."""
    found: dict[str, tuple[str, str]] = {}
    plain = _QUOTED.sub("·", text).lower()
    for hit in _loaded().finditer(plain):
        word = " ".join(hit.group().split())
        before = words(plain[max(0, hit.start() - _NEAR) : hit.start()])[-1:]
        if word in {"regime", "regimes"} and not _RULES_NOT_RULERS.isdisjoint(before):
            continue
        if word in {"claimed", "claiming"} and _TAKEN.match(plain, hit.end()):
            continue
        if word == "confirmed" and _SETTLED.match(plain, hit.end()):
            continue
        if word in _VOUCHING and not _NEGATIONS.isdisjoint([*before, *words(plain[hit.end() :])[:1]]):
            continue
        found[word] = _LISTED[word]
    return found


_EXAMPLE: Final = """actors:
          alba: {{name: Alba, type: state}}
        sources:
          daily: {{title: The Daily, url: "https://example.org/daily"}}
        statements:
          words:
            act: {act}
            speaker: alba
            date: 2021-03
            says: {says}
            reports: [{{source: daily}}]
"""


def _rule(code: str, name: str, about: str, act: str, fail: str, passes: str) -> Rule:
    """A rule of loaded words, with two examples that differ in `says` alone."""
    examples = (_EXAMPLE.format(act=act, says=says) for says in (fail, passes))
    text = "{}\n\n    FAIL:\n        {}\n    PASS:\n        {}".format(about, *examples)
    return Rule(code, name, Severity.WARNING, text, loaded_words)


FAIRNESS: Final = (
    _rule(
        "K501",
        "loaded-verb",
        """A verb of saying in `says` or `text` that judges what is said or how, such as 'admitted', 'claimed' or 'refuted'.

    One side admits and the other explains, one claims and the other says: the verbs decide before the reader can. The same
    few verbs for everybody leave it open. Verbs that vouch for what was said are listed too: whoever 'discloses',
    'acknowledges' or 'confirms' something says what is so, and used for one side alone they decide the dispute. The list is one
    for every side, in English, and what is in quotation marks is not reported.""",
        "announces",
        "Admitted that its troops would leave.",
        "Said that its troops would leave.",
    ),
    _rule(
        "K502",
        "loaded-name",
        """A name in `says` or `text` that judges whom it names, such as 'regime', 'puppet' or 'freedom fighters'.

    Who rules is a government, of friend or foe, and what its rule is worth is what the statements are about. A name that a
    speaker gives to others is recorded in quotation marks. The list is one for every side, and knows praise and blame.""",
        "announces",
        "Said it would no longer talk to the regime of Borea.",
        'Said it would no longer talk to the "regime" of Borea.',
    ),
    _rule(
        "K503",
        "loaded-judgement",
        """An adjective or adverb in `says` or `text` with a verdict in it, such as 'so-called', 'blatant' or 'of course'.

    A record retells. Verdicts are the speaker's, in quotation marks, or they are nobody's. The list is one for every side,
    and knows praise and blame.""",
        "announces",
        "Announced an end to the so-called truce.",
        "Announced an end to the truce.",
    ),
)
"""The pages of K501 to K503."""
