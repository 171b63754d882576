"""Whether a quote is in the speaker's words: a translation is marked as one wherever it is shown, with who made it if known."""

from __future__ import annotations

from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.labels import name
from kg.model.parts import Report

_LANGUAGES: Final = {
    "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian",
    "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh",
    "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay",
    "my": "Burmese", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "prs": "Dari", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "tg": "Tajik", "th": "Thai", "ti": "Tigrinya",
    "tk": "Turkmen", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""The English names of the languages that claims are likely to hold; of ISO 639, as far as people know them by name."""


def language(tag: str) -> str:
    """The language in English, or its tag."""
    return _LANGUAGES.get(tag.split("-", maxsplit=1)[0].lower(), tag)


def translation(corpus: Corpus, report: Report) -> str:
    """What to say behind a quote that is not in the speaker's words, such as "translation from Russian"; empty where it is."""
    source = corpus.sources.get(report.source)
    origin = source.translated_from if source else None
    if report.translated is False or not (report.translated or report.translator or origin):
        return ""
    tongue = f" from {language(origin)}" if origin else ""
    if report.translator:
        return f"translated{tongue} by {name(corpus, report.translator)}"
    return f"translation{tongue}"
