"""The scripts of the pages: what eslint, prettier, the type checker and Node's test runner say, how they are linked, and that
they work out the same as Python does.
"""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path
from typing import Any, Final

import pytest
from browsing import leave_out
from places import REPOSITORY
from scripts import evaluated, node
from tally import Counted

from kg.corpus import folded
from kg.model.acts import ACTS
from kg.model.words import ACTOR_TYPES
from kg.site import looks, svg
from kg.site.timeline.drawing import link as curve
from kg.web import link

WEB: Final = Path(link.__file__).parent
MODULES: Final = sorted(path.stem for path in WEB.glob("*.js"))
ENTRIES: Final = ("ask", "ask_worker", "map", "narrowed", "narrowing", "searching", "take", "timeline", "timeline_zoom")


def tool(script: str, *words: str) -> str:
    """What a development tool of package.json complains of."""
    path = REPOSITORY / "node_modules" / script
    if not path.is_file():
        leave_out(f"{script} is missing: npm install")
    found = node(str(path), *words)
    return "" if found.returncode == 0 else found.stdout + found.stderr or "it failed"


UNTYPED: Final = frozenset(
    """
    bidi boxes branches cards choices communities controls counts drawing elements exchange filter folding found labels leaving
    lists looks map nearby pairs panel png profile scene search slider state table timeline timeline_lines timeline_panel
    timeline_zoom wording
    """.split()
)
"""The modules in which the type checker, asked to be strict, still finds something; to be shortened, never lengthened."""

# Tools


def test_eslint_finds_nothing() -> None:
    assert tool("eslint/bin/eslint.js", "kg/web", "tests/web", "eslint.config.js") == ""


def test_scripts_and_styles_are_formatted() -> None:
    assert tool("prettier/bin/prettier.cjs", "--check", "kg/web/*.{js,css,ts}", "tests/web/*.js", "*.js") == ""


def test_types_are_sound_in_every_module_but_those_that_are_listed() -> None:
    found = tool("typescript/bin/tsc", "-p", ".", "--pretty", "false")
    faulty = set(re.findall(r"^kg/web/(\w+)(?:\.d)?\.[jt]s\(", found, re.MULTILINE))
    assert faulty or not found, found
    assert faulty == UNTYPED


def test_units_of_scripts(counted: Counted) -> None:
    found = node("--test", "--test-reporter=tap", "tests/web/")
    assert found.returncode == 0, found.stdout
    passed = int(re.findall(r"^# pass (\d+)$", found.stdout, re.MULTILINE)[-1])
    assert passed >= 25
    counted("scripts of the pages: {passed} tests passed by Node's runner", passed=passed)


# Linking


def test_every_module_belongs_to_a_page_and_every_export_is_used() -> None:
    reached, todo = set[str](), list(ENTRIES)
    used: dict[str, set[str]] = {}
    while todo:
        name = todo.pop()
        if name in reached:
            continue
        reached.add(name)
        source = link.text(f"{name}.js")
        for other, names in link.imports(name).items():
            whole = re.search(rf'\* as (\w+) from "\./{other}\.js"', source)
            taken = re.findall(rf"\b{whole[1]}\.(\w+)", source) if whole else names or ()
            used.setdefault(other, set()).update(taken)
            if whole:  # taken apart: const { … } = whole
                used[other].update(re.findall(r"\w+", " ".join(re.findall(rf"\{{([^}}]*)\}} = {whole[1]};", source))))
            todo.append(other)
    assert sorted(reached) == MODULES
    tested = "".join(path.read_text("utf-8") for path in (REPOSITORY / "tests" / "web").glob("*.js")) + Path(__file__).read_text(
        "utf-8"
    )
    unused = [
        f"{name}.{export}"
        for name in MODULES
        for export in link.exports(name)
        if export not in used.get(name, set()) and not re.search(rf"\b{export}\b", tested)
    ]
    assert unused == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_linked_script_is_one_that_node_reads(entry: str, tmp_path: Path) -> None:
    text = link.script(f"{entry}.js")
    assert link.script(f"{entry}.js") == text
    path = tmp_path / "linked.cjs"
    path.write_text(text, "utf-8")
    assert node("--check", str(path)).stderr == ""


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that links modules given by their names."""

    def script(**modules: str) -> str:
        monkeypatch.setattr(link, "text", lambda name: modules[name.removesuffix(".js")])
        return link.script("a.js")

    return script


def test_modules_keep_their_names_to_themselves(linked: Any) -> None:
    text = linked(
        a='import * as b from "./b.js";\nimport {\n  one,\n  two,\n} from "./c.js";\nconst own = 1;\n'
        "print([own, b.own(), one, two].join());\n",
        b='import { one } from "./c.js";\nconst hidden = one + 1;\nexport function own() {\n  return hidden;\n}\n',
        c="export const one = 10;\nexport const two = 20;\n",
    )
    found = node("-e", f"const print = console.log;{text}")
    assert (found.stdout, found.stderr) == ("1,11,10,20\n", "")


def test_a_cycle_of_imports_is_an_error(linked: Any) -> None:
    with pytest.raises(ValueError, match="cycle"):
        linked(a='import { b } from "./b.js";\nexport const a = b;\n', b='import { a } from "./a.js";\nexport const b = a;\n')


UNREAD: Final = (
    'import b from "./b.js";',
    'import { b as c } from "./b.js";',
    'import "https://b.test/b.js";',
    "export default 1;",
    "export { b };",
    "export let b = 1;",
    'const b = await import("./b.js");',
    "use(import.meta.url);",
)


@pytest.mark.parametrize("line", UNREAD)
def test_other_forms_of_import_and_export_are_errors(linked: Any, line: str) -> None:
    with pytest.raises(ValueError, match="not a form"):
        linked(a=f"{line}\n", b="export const b = 1;\n")


# One declaration


def test_every_act_and_every_type_has_a_look() -> None:
    assert set(looks.LOOKS) == {*ACTS, looks.COUNTERS, looks.OTHERWISE, looks.ATTRIBUTED}
    assert set(looks.TYPES) == {*ACTOR_TYPES, "unknown"}
    assert {look.shape for look in looks.TYPES.values()} <= set(looks.OUTLINES)


def test_styles_and_scripts_take_looks_from_python() -> None:
    names = {*looks.DRAWN, *looks.TYPES} - {"group", "unknown"}
    for path in WEB.glob("*.css"):
        declared = set(re.findall(r"--([a-z-]+):", path.read_text("utf-8")))
        assert declared.isdisjoint(names), path.name
    for name in names:
        assert svg.tones()[name] in looks.style()
        assert looks.tones("dark")[name] in looks.dark_style()


def test_words_are_folded_alike() -> None:
    """Each letter that both know, alone and in a word, and words at random of letters, signs and what divides words."""
    known = [sign for sign in map(chr, range(0x20, 0x32000)) if unicodedata.category(sign) not in {"Cn", "Cs", "Co"}]
    chance = random.Random(4)  # noqa: S311 - the same words each time
    texts = [f"{''.join(chance.choices(known, k=3))} a{sign}b {sign}" for sign in known]
    texts += [
        "Ærø Straße",
        "МИД России",
        "لافروف، شرکت‌ها ۱۲۳",
        "مُحَمَّد",
        "İzmir",
        "Θεσσαλονίκης ΟΔΥΣΣΕΥΣ",
        "हिन्दी",
        "대한민국",
        "it’s_so",
    ]
    script = "const { words } = await import('./kg/web/words.js');"
    found = evaluated(
        f"{script}console.log(JSON.stringify(given.texts.map((text) => words(text, given.table))));",
        {"table": folded.table(), "texts": texts},
    )
    differing = [
        (text, ours, theirs) for text, theirs in zip(texts, found, strict=True) if (ours := folded.words(text)) != theirs
    ]
    assert differing == []
    assert folded.words("مُحَمَّد هِندي") == folded.words("محمد هندي")


def test_arrows_are_of_the_same_width() -> None:
    asked = [(count, kind) for count in range(1, 60) for kind in looks.ARROWS]
    found = evaluated(
        "open({ ...DATA, widths: given.widths }); const { width } = await import('./kg/web/looks.js');"
        "console.log(JSON.stringify(given.asked.map(([count, kind]) => width(count, kind))));",
        {"widths": looks.WIDTHS, "asked": asked},
    )
    assert found == pytest.approx([looks.width(count, kind) for count, kind in asked], abs=0.005)


def test_lines_of_the_timeline_are_the_same_curves() -> None:
    chance = random.Random(4)  # noqa: S311 - the same numbers each time
    asked = [[round(chance.uniform(0, 900), 1) for _ in range(4)] for _ in range(300)]
    asked += [[x, y, x + 40, y + chance.choice((0, 5, 8.9))] for x, y, *_ in asked[:50]]
    found = evaluated(
        "const { curve } = await import('./kg/web/curve.js');console.log(JSON.stringify(given.map((four) => curve(...four))));",
        asked,
    )
    number = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")
    for four, path in zip(asked, found, strict=True):
        ours, theirs = (number.findall(text) for text in (curve(*four), path))
        assert [part for part in ours if part.isalpha()] == [part for part in theirs if part.isalpha()]
        drawn, redrawn = ([float(part) for part in parts if not part.isalpha()] for parts in (ours, theirs))
        assert redrawn == pytest.approx(drawn, abs=0.051)
