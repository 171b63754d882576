"""Rules of affiliation (K307, K308, K315): for whom somebody spoke, and who is a side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.corpus.affiliation import is_side, roles_on, sides
from kg.corpus.capacity import named
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.diagnostic import Diagnostic, Mark, Severity


def no_role_then(corpus: Corpus) -> Iterator[Diagnostic]:
    """A person none of whose roles covers the date of a statement without `for`.

    The statement then counts for no side. Either a role or its dates are missing, or the person spoke as a private citizen,
    which is written `for: self`.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          ann-reed:
            name: Ann Reed
            type: person
            roles: [{position: Minister, of: alba, from: 2015, to: 2019}]
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: ann-reed
            date: 2021-03
            says: Promised to come back.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          ann-reed:
            name: Ann Reed
            type: person
            roles: [{position: Minister, of: alba, from: 2015, to: 2019}]
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: ann-reed
            for: self
            date: 2021-03
            says: Promised to come back.
            reports: [{source: daily}]
    """
    dated = {
        id_: actor
        for id_, actor in corpus.actors.items()
        if actor.type == "person" and not is_side(actor) and actor.roles and all(role.start or role.end for role in actor.roles)
    }
    for id_, resolved in corpus.resolved.items():
        for i, speaker in enumerate(resolved.speakers):
            actor = dated.get(speaker)
            if actor is None or roles_on(actor, resolved.span) or _is_given(corpus, resolved):
                continue
            when = f"'{resolved.date.text}'" if resolved.date.known else "the days on which it can have been said"
            message = f"no role of '{speaker}' covers {when}"
            hint = "add the role held then, or 'for' (for a private person, 'for: self')"
            related = tuple(corpus.mark(speaker, ("roles", role)) for role in range(len(actor.roles)))
            yield Diagnostic(_mark(corpus, resolved, i), "K307", Severity.WARNING, message, hint, related, ("statement", id_))


def several_sides(corpus: Corpus) -> Iterator[Diagnostic]:
    """A speaker who belongs to several sides on the date of a statement without `for`.

    The statement then counts for each of them. Several speakers may well belong to several sides; the rule is about one speaker
    who could have spoken for either.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          northern-pact: {name: Northern Pact, type: alliance}
          ann-reed:
            name: Ann Reed
            type: person
            roles: [{position: Commander, of: [alba, northern-pact]}]
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: ann-reed
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          northern-pact: {name: Northern Pact, type: alliance}
          ann-reed:
            name: Ann Reed
            type: person
            roles: [{position: Commander, of: [alba, northern-pact]}]
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: ann-reed
            for: northern-pact
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]
    """
    for id_, resolved in corpus.resolved.items():
        if len(resolved.sides) < 2 or _is_given(corpus, resolved):
            continue
        for i, speaker in enumerate(resolved.speakers):
            found = sides(corpus.actors, (speaker,), resolved.span)
            if len(found) > 1:
                quoted = "' and '".join(found)
                message = f"'{speaker}' belonged to several sides at once: '{quoted}'"
                hint = f"add 'for' with the one it was said for, such as 'for: {found[0]}'"
                mark = _mark(corpus, resolved, i)
                yield Diagnostic(mark, "K308", Severity.WARNING, message, hint, (corpus.mark(speaker),), ("statement", id_))


def no_side(corpus: Corpus) -> Iterator[Diagnostic]:
    """An organization that is accused, or for which others speak, and that neither is a side nor belongs to one.

    Its charges and the charges against it would be missing from all tables of sides. A company or a court is a side by its type,
    a part of a state belongs to the state. `side: true` makes a party, a union or a regulator a side; `side: false` marks what
    should never be one, such as an institute whose analysts speak for themselves. People, outlets and unnamed groups appear under
    their own names and never draw this warning.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          dockers: {name: Union of Dockers, type: organization}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          charge:
            act: accuses
            speaker: alba
            against: dockers
            date: 2021-03
            says: Blamed the union for the strike.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          dockers: {name: Union of Dockers, type: organization, side: true}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          charge:
            act: accuses
            speaker: alba
            against: dockers
            date: 2021-03
            says: Blamed the union for the strike.
            reports: [{source: daily}]
    """
    unmarked = {id_ for id_, actor in corpus.actors.items() if actor.type == "organization" and actor.side is None}
    unmarked -= _somewhere(corpus) if unmarked else set()
    if not unmarked:
        return
    accused: dict[str, str] = {}
    spoken: dict[str, str] = {}
    for id_, resolved in corpus.resolved.items():
        for one in unmarked.intersection(_blamed(corpus, resolved)):
            accused.setdefault(one, id_)
        for one in unmarked.intersection(_voiced(corpus, resolved)):
            spoken.setdefault(one, id_)
    for one in corpus.actors:
        if one in accused or one in spoken:
            what = f"'{one}' is accused" if one in accused else f"others speak for '{one}'"
            message = f"{what}, and it neither is a side nor belongs to one"
            hint = "add 'side: true' or 'side: false', here or to what it is part of; a company or a court is a side by its type"
            mark, related = corpus.mark(one, ("type",)), (corpus.mark(accused.get(one) or spoken[one]),)
            yield Diagnostic(mark, "K315", Severity.WARNING, message, hint, related, ("actor", one))


def _somewhere(corpus: Corpus) -> set[str]:
    """The actors from which a side is reached on some day, or of whom something on the way up cannot be read.

    Found from the top down, for all actors at once: each way up is walked once, however many start on it.
    """
    below: dict[str, list[str]] = defaultdict(list)
    for actor in corpus.actors.values():
        for above in (*(part.of for part in actor.part_of), *(of for role in actor.roles for of in role.of)):
            below[above].append(actor.id)
    found = {id_ for id_, actor in corpus.actors.items() if is_side(actor)}
    todo = [*found, *(id_ for id_ in below if id_ not in corpus.actors)]
    while todo:
        for id_ in below.get(todo.pop(), ()):
            if id_ not in found:
                found.add(id_)
                todo.append(id_)
    return found


def _blamed(corpus: Corpus, resolved: Resolved) -> set[str]:
    """Those whom an accusation is against, and those in whose office it is."""
    every = named(resolved.statement, corpus.allegations, resolved.allegations) if resolved.against else ()
    return {id_ for one in every for id_ in (one.who, *one.as_)}


def _voiced(corpus: Corpus, resolved: Resolved) -> set[str]:
    """The organizations nearest to those who make a statement, for which they speak; not those that speak themselves."""
    found = {*resolved.spoken_for} - {*resolved.speakers}
    todo = [*resolved.spoken_for]
    seen = set[str]()
    while todo:
        actor = corpus.actors.get(todo.pop())
        if actor is None or actor.id in seen or (actor.type == "organization" and actor.id not in resolved.speakers):
            continue
        seen.add(actor.id)
        above = [part.of for part in actor.part_of if resolved.span.meets(part)]
        found.update(above)
        todo += above
    return found


def _is_given(corpus: Corpus, resolved: Resolved) -> bool:
    """Whether the statement or its occasion says for whom it was made, or the occasion might and cannot be read."""
    statement = resolved.statement
    if statement.for_ or statement.occasion is None:
        return bool(statement.for_)
    occasion = corpus.stated.get(statement.occasion)
    return occasion is None or bool(occasion.for_)


def _mark(corpus: Corpus, resolved: Resolved, i: int) -> Mark:
    """The place of the speaker: in the statement, or else of the occasion's id."""
    path = ("speaker", i) if resolved.statement.speaker else ("occasion",)
    return corpus.mark(resolved.id, path)
